import * as t from "@babel/types";
import { assign, at, statement } from "../../3-convert/builders.js";
import type { Local } from "../../3-convert/context.js";
import type { Block } from "../blocks.js";
import type { Lowering } from "../lowering.js";
import { patternAssignment } from "./patterns.js";

function body(node: t.Statement, labels: string[], after: Block, again: Block, l: Lowering): void {
  const names = ["", ...labels];
  l.exits.within([{ kind: "break", labels: names, to: after }, { kind: "continue", labels: names, to: again }], () => l.statement(node));
}

export function whileStatement(node: t.WhileStatement, l: Lowering, labels: string[]): void {
  const head = l.blocks.create();
  const after = l.blocks.create();
  l.blocks.place(head);
  if (!isTrue(node.test)) l.jumpUnless(l.expression(node.test), after);
  body(node.body, labels, after, head, l);
  l.blocks.jump(head);
  l.blocks.place(after);
}

export function doWhileStatement(node: t.DoWhileStatement, l: Lowering, labels: string[]): void {
  const head = l.blocks.create();
  const test = l.blocks.create();
  const after = l.blocks.create();
  l.blocks.place(head);
  body(node.body, labels, after, test, l);
  l.blocks.place(test);
  l.blocks.emit(at(t.ifStatement(l.expression(node.test), l.blocks.transfer({ kind: "jump", to: head })), node.test));
  l.blocks.place(after);
}

export function forStatement(node: t.ForStatement, l: Lowering, labels: string[]): void {
  const head = l.blocks.create();
  const update = l.blocks.create();
  const after = l.blocks.create();
  if (node.init) l.statement(at(t.expressionStatement(node.init as t.Expression), node.init), []);
  l.blocks.place(head);
  if (node.test && !isTrue(node.test)) l.jumpUnless(l.expression(node.test), after);
  body(node.body, labels, after, update, l);
  l.blocks.place(update);
  if (node.update) l.blocks.emit(statement(l.expression(node.update)));
  l.blocks.jump(head);
  l.blocks.place(after);
}

function isTrue(test: t.Expression): boolean {
  return test.type === "BooleanLiteral" && test.value;
}

export function forInStatement(node: t.ForInStatement, l: Lowering, labels: string[]): void {
  const keys = l.keep(at(l.abi("keys", l.expression(node.right)), node.right));
  const head = l.blocks.create();
  const after = l.blocks.create();
  l.blocks.place(head);
  l.jumpUnless(step(keys, node, l), after);
  bind(node.left as t.LVal, keys, l);
  body(node.body, labels, after, head, l);
  l.blocks.jump(head);
  l.blocks.place(after);
}

/** 14.7.5.7 ForIn/OfBodyEvaluation: whatever leaves the loop before its end closes the iterator; an error of the iterator does not. */
export function forOfStatement(node: t.ForOfStatement, l: Lowering, labels: string[]): void {
  const iterator = l.keep(at(l.abi("iterator", l.expression(node.right)), node.right));
  const head = l.blocks.create();
  const after = l.blocks.create();
  const outer = l.blocks.region;
  const handler = l.blocks.create();
  const names = ["", ...labels];
  l.blocks.place(head);
  l.jumpUnless(step(iterator, node, l), after);
  l.blocks.region = { handler };
  l.blocks.place(l.blocks.create());
  const exits = [
    { kind: "break", labels: names, to: after },
    { kind: "close", iterator, region: outer },
    { kind: "continue", labels: names, to: head },
  ] as const;
  l.exits.within(exits, () => {
    bind(node.left as t.LVal, iterator, l);
    l.statement(node.body);
  });
  l.blocks.jump(head);
  l.blocks.region = outer;
  l.blocks.place(handler);
  closeAndThrow(iterator, l);
  l.blocks.place(after);
}

/** The handler of a region whose iterator must be closed before the error goes on. */
export function closeAndThrow(iterator: Local, l: Lowering): void {
  const error = l.keep(l.caught);
  const close = t.memberExpression(l.use(iterator), t.identifier("close"));
  l.blocks.emit(statement(t.callExpression(close, [t.booleanLiteral(true)])));
  l.blocks.emit(t.throwStatement(l.use(error)));
}

function step(iterator: Local, node: t.Node, l: Lowering): t.Expression {
  return at(t.callExpression(t.memberExpression(l.use(iterator), t.identifier("step")), []), node);
}

function bind(left: t.LVal, iterator: Local, l: Lowering): void {
  const value = t.memberExpression(l.use(iterator), t.identifier("value"));
  if (l.hasAwait(left)) patternAssignment(left, value, l);
  else l.blocks.emit(statement(at(assign(left, value), left)));
}
