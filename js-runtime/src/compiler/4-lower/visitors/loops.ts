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
  if (node.await) return forAwaitStatement(node, l, labels);
  const iterator = l.keep(at(l.abi("iterator", l.expression(node.right)), node.right));
  const head = l.blocks.create();
  const after = l.blocks.create();
  l.blocks.place(head);
  l.jumpUnless(step(iterator, node, l), after);
  iteration(node, iterator, head, after, labels, l);
  closeAndThrow(iterator, l);
  l.blocks.place(after);
}

/** The same for `for await`: results and closing are awaited. */
function forAwaitStatement(node: t.ForOfStatement, l: Lowering, labels: string[]): void {
  const iterator = l.keep(at(l.abi("asyncIterator", l.expression(node.right)), node.right));
  const head = l.blocks.create();
  const after = l.blocks.create();
  l.blocks.place(head);
  const result = l.await(call(iterator, "next", l, node), node);
  l.jumpUnless(call(iterator, "took", l, node, result), after);
  iteration(node, iterator, head, after, labels, l);
  closeAndThrow(iterator, l, node);
  l.blocks.place(after);
}

/** Binds the value and runs the body; leaves off in the handler of their errors. */
function iteration(node: t.ForOfStatement, iterator: Local, head: Block, after: Block, labels: string[], l: Lowering): void {
  const outer = l.blocks.region;
  const handler = l.blocks.create();
  const names = ["", ...labels];
  l.blocks.region = { handler };
  l.blocks.place(l.blocks.create());
  l.exits.within([
    { kind: "break", labels: names, to: after },
    { kind: "close", iterator, region: outer, ...(node.await ? { awaits: node } : {}) },
    { kind: "continue", labels: names, to: head },
  ], () => {
    bind(node.left as t.LVal, iterator, l);
    l.statement(node.body);
  });
  l.blocks.jump(head);
  l.blocks.region = outer;
  l.blocks.place(handler);
}

/** The handler of a region whose iterator must be closed before the error goes on. `awaits`: the loop that awaits its iterator. */
export function closeAndThrow(iterator: Local, l: Lowering, awaits?: t.Node): void {
  const error = l.keep(l.caught);
  const close = t.callExpression(t.memberExpression(l.use(iterator), t.identifier("close")), [t.booleanLiteral(true)]);
  if (awaits) awaitDropping(close, iterator, awaits, l);
  else l.blocks.emit(statement(close));
  l.blocks.emit(t.throwStatement(l.use(error)));
}

/** Awaits the end of an iterator and forgets what becomes of it. */
function awaitDropping(close: t.Expression, iterator: Local, node: t.Node, l: Lowering): void {
  const after = l.blocks.create();
  l.jumpUnless(close, after);
  l.suspend("await", t.memberExpression(l.use(iterator), t.identifier("value")), node);
  l.blocks.place(after);
}

function step(iterator: Local, node: t.Node, l: Lowering): t.Expression {
  return call(iterator, "step", l, node);
}

/** A call of one of the iterator's methods. */
export function call(iterator: Local, name: string, l: Lowering, node: t.Node, ...args: t.Expression[]): t.Expression {
  return at(t.callExpression(t.memberExpression(l.use(iterator), t.identifier(name)), args), node);
}

function bind(left: t.LVal, iterator: Local, l: Lowering): void {
  const value = t.memberExpression(l.use(iterator), t.identifier("value"));
  if (l.hasAwait(left)) patternAssignment(left, value, l);
  else l.blocks.emit(statement(at(assign(left, value), left)));
}
