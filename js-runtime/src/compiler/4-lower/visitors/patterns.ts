import * as t from "@babel/types";
import { assign, at, statement, undefinedValue } from "../../3-convert/builders.js";
import type { Lowering } from "../lowering.js";
import { lowerOperands } from "../operands.js";
import { memberOperands } from "./expressions.js";
import { closeAndThrow } from "./loops.js";

/** An assignment whose pattern contains an await (13.15.5 Destructuring Assignment), step by step. */
export function patternAssignment(target: t.Node, value: t.Expression, l: Lowering): t.Expression {
  const source = l.keep(value);
  if (target.type === "ObjectPattern") objectPattern(target, () => l.use(source), l);
  else if (target.type === "ArrayPattern") arrayPattern(target, l.use(source), l);
  else element(target, () => l.use(source), l);
  return l.use(source);
}

function objectPattern(pattern: t.ObjectPattern, source: () => t.Expression, l: Lowering): void {
  l.blocks.emit(statement(at(l.call("coercible", source()), pattern)));
  const keys: (() => t.Expression)[] = [];
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      element(property.argument, () => l.call("rest", source(), t.arrayExpression(keys.map((key) => key()))), l);
      continue;
    }
    const key = propertyKey(property, l);
    keys.push(key);
    element(property.value, () => t.memberExpression(source(), key(), true), l);
  }
}

function propertyKey(property: t.ObjectProperty, l: Lowering): () => t.Expression {
  const { key } = property;
  if (!property.computed && key.type === "Identifier") return () => t.stringLiteral(key.name);
  if (t.isStringLiteral(key) || t.isNumericLiteral(key)) return () => t.cloneNode(key);
  const kept = l.keep(l.call("key", l.expression(key as t.Expression)));
  return () => l.use(kept);
}

function arrayPattern(pattern: t.ArrayPattern, source: t.Expression, l: Lowering): void {
  const iterator = l.keep(at(l.abi("iterator", source), pattern));
  const outer = l.blocks.region;
  const handler = l.blocks.create();
  const after = l.blocks.create();
  l.blocks.region = { handler };
  l.blocks.place(l.blocks.create());
  l.exits.within([{ kind: "close", iterator, region: outer }], () => {
    for (const one of pattern.elements) {
      const read = (): t.Expression => l.call("next", l.use(iterator));
      if (!one) l.blocks.emit(statement(read()));
      else if (one.type === "RestElement") element(one.argument, () => l.call("drain", l.use(iterator)), l);
      else element(one, read, l);
    }
  });
  l.blocks.region = outer;
  l.blocks.place(l.blocks.create());
  l.blocks.emit(statement(t.callExpression(t.memberExpression(l.use(iterator), t.identifier("close")), [t.booleanLiteral(false)])));
  l.blocks.jump(after);
  l.blocks.place(handler);
  closeAndThrow(iterator, l);
  l.blocks.place(after);
}

/** One leaf or nested pattern: the target's own operands first, then the value, then its default. */
function element(node: t.Node, read: () => t.Expression, l: Lowering): void {
  const target = node.type === "AssignmentPattern" ? node.left : node;
  if (target.type === "MemberExpression") lowerOperands(memberOperands(target), l, node.type === "AssignmentPattern" ? [node.right] : []);
  const value = l.keep(read());
  if (node.type === "AssignmentPattern") {
    const given = l.blocks.create();
    l.jumpUnless(t.binaryExpression("===", l.use(value), undefinedValue()), given);
    l.set(value, l.expression(node.right));
    l.blocks.place(given);
  }
  if (l.hasAwait(target) && t.isPattern(target)) patternAssignment(target, l.use(value), l);
  else l.blocks.emit(statement(at(assign(target as t.LVal, l.use(value)), node)));
}
