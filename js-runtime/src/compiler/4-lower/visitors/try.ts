import * as t from "@babel/types";
import { assign, at, statement } from "../../3-convert/builders.js";
import { Block } from "../blocks.js";
import type { FinallyExit } from "../exits.js";
import type { Lowering } from "../lowering.js";
import { breakable } from "./statements.js";

export function tryStatement(node: t.TryStatement, l: Lowering, labels: string[]): void {
  breakable(labels, l, () => {
    if (node.finalizer) tryFinally(node, node.finalizer, l);
    else tryCatch(node, l);
  });
}

function tryCatch({ block, handler }: t.TryStatement, l: Lowering): void {
  const outer = l.blocks.region;
  const caught = new Block(outer);
  const after = new Block(outer);
  l.blocks.region = { handler: caught };
  l.blocks.place(l.blocks.create());
  l.statement(block);
  l.blocks.jump(after);
  l.blocks.region = outer;
  l.blocks.place(caught);
  if (handler!.param) l.blocks.emit(statement(at(assign(handler!.param as t.LVal, l.caught), handler!.param)));
  l.statement(handler!.body);
  l.blocks.place(after);
}

/**
 * 14.15.3: every way out of the try statement says where it goes (`selector`) and, when it carries one, its value, then
 * runs the clause; a jump out of the clause itself forgets both.
 */
function tryFinally(node: t.TryStatement, finalizer: t.BlockStatement, l: Lowering): void {
  const outer = l.blocks.region;
  const start = new Block(outer);
  const caught = new Block(outer);
  const after = new Block(outer);
  const exit: FinallyExit = { kind: "finally", start, region: outer, selector: l.temporary(), value: l.temporary(), targets: new Set([after]) };
  l.blocks.region = { handler: caught };
  l.blocks.place(l.blocks.create());
  l.exits.within([exit], () => {
    if (node.handler) tryCatch(node, l);
    else l.statement(node.block);
  });
  l.blocks.region = outer;
  // In the outer region: nothing of the clause's own goes back to it.
  l.blocks.place(l.blocks.create());
  l.set(exit.selector, l.blocks.numberOf(after));
  l.blocks.jump(start);
  l.blocks.place(caught);
  l.set(exit.value, l.caught);
  l.set(exit.selector, t.unaryExpression("-", t.numericLiteral(1)));
  l.blocks.place(start);
  l.statement(finalizer);
  const isThrow = t.binaryExpression("<", l.use(exit.selector), t.numericLiteral(0));
  l.blocks.emit(t.ifStatement(isThrow, t.throwStatement(l.use(exit.value))));
  l.blocks.emit(l.blocks.transfer({ kind: "dispatch", selector: exit.selector, to: [...exit.targets] }));
  l.blocks.place(after);
}
