import * as t from "@babel/types";
import { assign, at, statement, undefinedValue } from "../../3-convert/builders.js";
import type { Local } from "../../3-convert/context.js";
import type { Lowering } from "../lowering.js";
import { call } from "./loops.js";

/** 15.5.5 and 27.5.3.7: suspends with a value; goes on with a value, by throwing or by returning. */
export function yieldExpression(node: t.YieldExpression, l: Lowering): t.Expression {
  if (node.delegate) return l.source.fn.isAsync ? delegateAsync(node, l) : delegate(node, l);
  const value = node.argument ? l.expression(node.argument) : undefinedValue();
  l.suspend("yield", l.source.fn.isAsync ? l.await(value, node) : value, node);
  if (l.source.fn.isAsync) {
    const other = l.blocks.create();
    l.jumpUnless(l.receivedMode(2), other);
    // 27.6.3.7 AsyncGeneratorUnwrapYieldResumption
    l.exits.return(l.await(l.received(node), node), node);
    l.blocks.place(other);
  } else {
    const leave = l.exits.redirect(at(t.returnStatement(l.received(node)), node));
    l.blocks.emit(t.ifStatement(l.receivedMode(2), leave));
  }
  l.throwReceived(node);
  return l.received(node);
}

/** How the generator was resumed last: for the inner iterator. */
interface Resumption {
  readonly mode: Local;
  readonly value: Local;
}

function begin(l: Lowering): Resumption {
  return { mode: l.keep(t.numericLiteral(0)), value: l.keep(undefinedValue()) };
}

function remember({ mode, value }: Resumption, node: t.Node, l: Lowering): void {
  l.set(mode, t.identifier(l.names.mode));
  l.set(value, l.received(node));
}

function delegate(node: t.YieldExpression, l: Lowering): t.Expression {
  const inner = l.keep(at(l.abi("iterator", l.expression(node.argument!)), node));
  const given = begin(l);
  const head = l.blocks.create();
  const done = l.blocks.create();
  const innerValue = (): t.Expression => t.memberExpression(l.use(inner), t.identifier("value"));
  l.blocks.place(head);
  const went = l.keep(at(l.abi("delegate", l.use(inner), l.use(given.mode), l.use(given.value)), node));
  l.jumpUnless(t.binaryExpression("===", l.use(went), t.numericLiteral(0)), done);
  l.suspend("yield", l.abi("delegated", t.thisExpression(), l.use(inner)), node);
  remember(given, node, l);
  l.blocks.jump(head);
  l.blocks.place(done);
  const leave = l.exits.redirect(at(t.returnStatement(innerValue()), node));
  l.blocks.emit(t.ifStatement(t.binaryExpression("===", l.use(went), t.numericLiteral(2)), leave));
  return innerValue();
}

function delegateAsync(node: t.YieldExpression, l: Lowering): t.Expression {
  const inner = l.keep(at(l.abi("asyncIterator", l.expression(node.argument!)), node));
  const given = begin(l);
  const head = l.blocks.create();
  const leave = l.blocks.create();
  const done = l.blocks.create();
  const innerValue = (): t.Expression => t.memberExpression(l.use(inner), t.identifier("value"));
  const isReturn = (): t.Expression => t.binaryExpression("===", l.use(given.mode), t.numericLiteral(2));
  l.blocks.place(head);
  l.jumpUnless(call(inner, "delegate", l, node, l.use(given.mode), l.use(given.value)), leave);
  const result = l.await(innerValue(), node);
  l.jumpUnless(call(inner, "took", l, node, result), done);
  l.suspend("yield", innerValue(), node);
  remember(given, node, l);
  l.jumpUnless(isReturn(), head);
  // 27.6.3.7 AsyncGeneratorUnwrapYieldResumption: a rejection is thrown into the inner iterator.
  l.suspend("await", l.use(given.value), node);
  remember(given, node, l);
  l.blocks.emit(t.ifStatement(l.receivedMode(0), statement(assign(l.use(given.mode), t.numericLiteral(2)))));
  l.blocks.jump(head);
  l.blocks.place(leave);
  l.exits.return(l.await(l.use(given.value), node), node);
  l.blocks.place(done);
  const end = l.blocks.create();
  l.jumpUnless(isReturn(), end);
  l.exits.return(innerValue(), node);
  l.blocks.place(end);
  return innerValue();
}
