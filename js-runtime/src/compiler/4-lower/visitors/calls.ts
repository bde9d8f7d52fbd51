import * as t from "@babel/types";
import { at } from "../../3-convert/builders.js";
import type { Lowering } from "../lowering.js";
import { again, lowerOperands, operand } from "../operands.js";
import { listOperands, memberOperands } from "./expressions.js";

/** 13.3.6: the callee and its `this` are evaluated before the arguments. */
export function callExpression(node: t.CallExpression, l: Lowering): t.Expression {
  const { callee } = node;
  const argumentsAwait = node.arguments.some((one) => l.hasAwait(one));
  if (!argumentsAwait) {
    node.callee = l.expression(callee as t.Expression);
    return node;
  }
  if (isFixed(callee)) {
    lowerOperands(listOperands(node.arguments), l);
    return node;
  }
  if (callee.type === "MemberExpression") return methodCall(node, callee, l);
  lowerOperands([operand(node, "callee"), ...listOperands(node.arguments)], l);
  return node;
}

/** A function of the compiler or runtime: `$c21(...)`, `$.initialized(...)`. */
function isFixed(callee: t.Node): boolean {
  return !callee.loc && (callee.type === "Identifier" || (callee.type === "MemberExpression" && !callee.loc && callee.object.type === "Identifier" && !callee.object.loc));
}

function methodCall(node: t.CallExpression, callee: t.MemberExpression, l: Lowering): t.Expression {
  lowerOperands(memberOperands(callee), l, node.arguments);
  const method = l.keep(callee);
  lowerOperands(listOperands(node.arguments), l);
  return at(l.call("call", l.use(method), again(callee.object, l), t.arrayExpression(node.arguments as t.Expression[])), node);
}

export function newExpression(node: t.NewExpression, l: Lowering): t.Expression {
  lowerOperands([operand(node, "callee"), ...listOperands(node.arguments)], l);
  return node;
}
