import * as t from "@babel/types";
import { assign, at, undefinedValue } from "../../3-convert/builders.js";
import type { Lowering } from "../lowering.js";
import { patternAssignment } from "./patterns.js";
import { again, lowerOperands, operand, type Operand } from "../operands.js";

export function awaitExpression(node: t.AwaitExpression, l: Lowering): t.Expression {
  return l.await(l.expression(node.argument), node);
}

export function binaryExpression(node: t.BinaryExpression, l: Lowering): t.Expression {
  lowerOperands([operand(node, "left"), operand(node, "right")], l);
  return node;
}

export function logicalExpression(node: t.LogicalExpression, l: Lowering): t.Expression {
  if (!l.hasAwait(node.right)) {
    node.left = l.expression(node.left);
    return node;
  }
  const result = l.keep(l.expression(node.left));
  const end = l.blocks.create();
  const test = node.operator === "&&" ? l.use(result)
    : node.operator === "||" ? t.unaryExpression("!", l.use(result))
    : t.logicalExpression("||", t.binaryExpression("===", l.use(result), t.nullLiteral()), t.binaryExpression("===", l.use(result), undefinedValue()));
  l.jumpUnless(test, end);
  l.set(result, l.expression(node.right));
  l.blocks.place(end);
  return l.use(result);
}

export function conditionalExpression(node: t.ConditionalExpression, l: Lowering): t.Expression {
  if (!l.hasAwait(node.consequent) && !l.hasAwait(node.alternate)) {
    node.test = l.expression(node.test);
    return node;
  }
  const result = l.temporary();
  const otherwise = l.blocks.create();
  const end = l.blocks.create();
  l.jumpUnless(l.expression(node.test), otherwise);
  l.set(result, l.expression(node.consequent));
  l.blocks.jump(end);
  l.blocks.place(otherwise);
  l.set(result, l.expression(node.alternate));
  l.blocks.place(end);
  return l.use(result);
}

export function sequenceExpression(node: t.SequenceExpression, l: Lowering): t.Expression {
  const last = node.expressions.findLastIndex((one) => l.hasAwait(one));
  const before = node.expressions.slice(0, last);
  for (const one of before) l.blocks.emit(at(t.expressionStatement(l.expression(one)), one));
  const rest = node.expressions.slice(last);
  rest[0] = l.expression(rest[0]!);
  return rest.length === 1 ? rest[0]! : t.sequenceExpression(rest);
}

export function unaryExpression(node: t.UnaryExpression, l: Lowering): t.Expression {
  if (node.operator === "delete" && node.argument.type === "MemberExpression") lowerOperands(memberOperands(node.argument), l);
  else node.argument = l.expression(node.argument);
  return node;
}

export function updateExpression(node: t.UpdateExpression, l: Lowering): t.Expression {
  lowerOperands(memberOperands(node.argument as t.MemberExpression), l);
  return node;
}

export function memberExpression(node: t.MemberExpression, l: Lowering): t.Expression {
  lowerOperands(memberOperands(node), l);
  return node;
}

export function memberOperands(node: t.MemberExpression): Operand[] {
  return node.computed ? [operand(node, "object"), operand(node, "property")] : [operand(node, "object")];
}

export function templateLiteral(node: t.TemplateLiteral, l: Lowering): t.Expression {
  // 13.2.8.6: each substitution becomes a string before the next is evaluated.
  const toText = (value: t.Expression): t.Expression =>
    t.templateLiteral([t.templateElement({ raw: "", cooked: "" }), t.templateElement({ raw: "", cooked: "" }, true)], [value]);
  lowerOperands(listOperands(node.expressions as t.Expression[], toText), l);
  return node;
}

export function arrayExpression(node: t.ArrayExpression, l: Lowering): t.Expression {
  lowerOperands(listOperands(node.elements), l);
  return node;
}

/** Elements or arguments. A spread before an await is iterated at its turn, into an array. */
export function listOperands(list: (t.Node | null)[], kept?: Operand["kept"]): Operand[] {
  return list.flatMap((node, index) => {
    if (!node) return [];
    if (node.type === "SpreadElement") return [operand(node, "argument", (value) => t.arrayExpression([t.spreadElement(value)]))];
    const replace = (value: t.Expression): void => { list[index] = value; };
    return [kept ? { node: node as t.Expression, replace, kept } : { node: node as t.Expression, replace }];
  });
}

export function objectExpression(node: t.ObjectExpression, l: Lowering): t.Expression {
  const operands = node.properties.flatMap((property): Operand[] => {
    if (property.type === "SpreadElement") return [operand(property, "argument", (value) => t.objectExpression([t.spreadElement(value)]))];
    if (property.type === "ObjectMethod") throw new Error("a method in an object literal after conversion");
    const value = operand(property, "value");
    return property.computed ? [operand(property, "key", (key) => l.call("key", key)), value] : [value];
  });
  lowerOperands(operands, l);
  return node;
}

export function assignmentExpression(node: t.AssignmentExpression, l: Lowering): t.Expression {
  const { left } = node;
  const operator = node.operator.slice(0, -1);
  if (operator === "&&" || operator === "||" || operator === "??") throw new Error("a logical assignment that esbuild should have lowered");
  if (left.type === "MemberExpression") return memberAssignment(node, left, operator as "+" | "", l);
  if (operator !== "") {
    const before = l.keep(left as t.Identifier);
    const value = t.binaryExpression(operator as "+", l.use(before), l.expression(node.right));
    return at(assign(again(left as t.Identifier, l) as t.LVal, value), node);
  }
  node.right = l.expression(node.right);
  return l.hasAwait(left) ? patternAssignment(left, node.right, l) : node;
}

function memberAssignment(node: t.AssignmentExpression, left: t.MemberExpression, operator: "+" | "", l: Lowering): t.Expression {
  if (operator === "") {
    lowerOperands([...memberOperands(left), operand(node, "right")], l);
    return node;
  }
  if (!l.hasAwait(node.right)) {
    lowerOperands(memberOperands(left), l);
    return node;
  }
  lowerOperands(memberOperands(left), l, [node.right]);
  if (left.computed && !t.isLiteral(left.property)) left.property = l.use(l.keep(l.call("key", left.property as t.Expression)));
  const read = t.memberExpression(again(left.object, l), again(left.property as t.Expression, l), left.computed);
  const before = l.keep(at(read, left));
  return at(assign(left, t.binaryExpression(operator, l.use(before), l.expression(node.right))), node);
}
