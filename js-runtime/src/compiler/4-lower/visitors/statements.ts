import * as t from "@babel/types";
import { at } from "../../3-convert/builders.js";
import type { Lowering } from "../lowering.js";

export function expressionStatement(node: t.ExpressionStatement, l: Lowering): void {
  const value = l.expression(node.expression);
  if (value.type !== "Identifier") l.blocks.emit(at(t.expressionStatement(value), node));
}

export function blockStatement(node: t.BlockStatement, l: Lowering, labels: string[]): void {
  breakable(labels, l, () => { for (const one of node.body) l.statement(one); });
}

export function labeledStatement(node: t.LabeledStatement, l: Lowering, labels: string[]): void {
  l.statement(node.body, [...labels, node.label.name]);
}

/** Runs `work` as the body of a labeled statement that is no loop. */
export function breakable(labels: readonly string[], l: Lowering, work: () => void): void {
  if (labels.length === 0) return work();
  const after = l.blocks.create();
  l.exits.within([{ kind: "break", labels, to: after }], work);
  l.blocks.place(after);
}

export function ifStatement(node: t.IfStatement, l: Lowering, labels: string[]): void {
  breakable(labels, l, () => {
    const test = l.expression(node.test);
    if (!l.hasAwait(node.consequent) && !l.hasAwait(node.alternate)) {
      const kept = at(t.ifStatement(test, node.consequent, node.alternate), node);
      l.blocks.emit(l.exits.redirect(kept));
      return;
    }
    const otherwise = l.blocks.create();
    l.jumpUnless(test, otherwise);
    l.statement(node.consequent);
    if (!node.alternate) return l.blocks.place(otherwise);
    const after = l.blocks.create();
    l.blocks.jump(after);
    l.blocks.place(otherwise);
    l.statement(node.alternate);
    l.blocks.place(after);
  });
}

export function returnStatement(node: t.ReturnStatement, l: Lowering): void {
  l.exits.return(l.expression(node.argument!), node);
}

export function throwStatement(node: t.ThrowStatement, l: Lowering): void {
  l.blocks.emit(at(t.throwStatement(l.expression(node.argument)), node));
}

export function switchStatement(node: t.SwitchStatement, l: Lowering, labels: string[]): void {
  const value = l.keep(l.expression(node.discriminant));
  const after = l.blocks.create();
  const clauses = node.cases.map(() => l.blocks.create());
  node.cases.forEach(({ test }, index) => {
    if (!test) return;
    const matches = at(t.binaryExpression("===", l.use(value), l.expression(test)), test);
    l.blocks.emit(at(t.ifStatement(matches, l.blocks.transfer({ kind: "jump", to: clauses[index]! })), test));
  });
  const fallback = node.cases.findIndex(({ test }) => !test);
  l.blocks.jump(fallback < 0 ? after : clauses[fallback]!);
  l.exits.within([{ kind: "break", labels: ["", ...labels], to: after }], () => {
    node.cases.forEach(({ consequent }, index) => {
      l.blocks.place(clauses[index]!);
      for (const one of consequent) l.statement(one);
    });
  });
  l.blocks.place(after);
}
