import * as t from "@babel/types";
import { assign, at } from "../builders.js";
import type { Converter } from "../converter.js";
import { isPrivateAccess, privateCall, privateRead } from "./privates.js";
import { isNativeSuper, isOwnArguments, superMember, superParts } from "./references.js";

export function callExpression(node: t.CallExpression, c: Converter): t.Expression {
  const { callee } = node;
  if (callee.type === "Super") return superCall(node, c);
  if (callee.type === "MemberExpression" && callee.object.type === "Super" && !isNativeSuper(c)) {
    const method = superMember(callee, c);
    const [, self] = superParts(c);
    return at(c.support("call", method, self, t.arrayExpression(node.arguments.map((one) => c.convert(one) as t.Expression))), node);
  }
  if (node.arguments.length === 0 && callee.type === "MemberExpression" && isIteratorRead(callee, c)) return at(c.abi("iterate", c.expression(callee.object)), node);
  if (isPrivateAccess(callee)) return at(privateCall(callee, () => node.arguments.map((one) => c.convert(one) as t.Expression), c), node);
  const isApply = callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name === "apply";
  node.callee = plainCallee(callee as t.Expression, c);
  node.arguments = node.arguments.map((one, index) => (isApply && index === 1 && isOwnArguments(one, c) ? one : c.convert(one) as t.Expression));
  return node;
}

/** `f()` must not become `record.f()`: the function would get the record as `this`. */
function plainCallee(callee: t.Expression, c: Converter): t.Expression {
  const converted = c.expression(callee);
  const isApi = c.analysis.variableOf.get(callee)?.placement === "api";
  if (callee.type !== "Identifier" || converted.type !== "MemberExpression" || isApi) return converted;
  return at(t.sequenceExpression([t.numericLiteral(0), converted]), callee);
}

function superCall(node: t.CallExpression, c: Converter): t.Expression {
  let constructor = c.fn;
  for (; constructor.isArrow && constructor.parent; constructor = constructor.parent) {
    if (constructor.isLowered) return c.refuseSuper(node, "an async arrow function of a constructor");
  }
  node.arguments = node.arguments.map((one) => c.convert(one) as t.Expression);
  const self = constructor.parameters.variables.get("this");
  return self?.placement === "record" ? at(assign(c.place(self), node), node) : node;
}

/**
 * A tagged template becomes a call. Its template object (13.2.8.4 GetTemplateObject) is made once at module level and belongs to the
 * baseline: it is the same object after a reload.
 */
export function taggedTemplateExpression(node: t.TaggedTemplateExpression, c: Converter): t.Expression {
  const { templates } = c.result;
  const name = c.names.support(`template${templates.length}`);
  templates.push({ name, template: t.templateLiteral(node.quasi.quasis, node.quasi.expressions.map(() => t.numericLiteral(0))) });
  const values = (): t.Expression[] => node.quasi.expressions.map((one) => c.expression(one as t.Expression));
  if (isPrivateAccess(node.tag)) return at(privateCall(node.tag, () => [t.identifier(name), ...values()], c), node);
  const tag = plainCallee(node.tag, c);
  return at(t.callExpression(tag, [t.identifier(name), ...values()]), node);
}

export function memberExpression(node: t.MemberExpression, c: Converter): t.Expression {
  if (node.object.type === "Super") return superMember(node, c);
  if (isPrivateAccess(node)) return privateRead(node, c);
  if (isIteratorRead(node, c)) return at(c.abi("iteratorMethod", c.expression(node.object)), node);
  if (!isOwnArguments(node.object, c)) node.object = c.expression(node.object);
  if (node.computed) node.property = c.expression(node.property as t.Expression);
  return node;
}

/**
 * `x[Symbol.iterator]` with the global `Symbol`. The iterators that the engine's own methods make cannot be saved; syntax may use them, code that
 * can hold them gets others.
 */
function isIteratorRead(node: t.Node, c: Converter): boolean {
  if (node.type !== "MemberExpression" || !node.computed || node.object.type === "Super") return false;
  const { property } = node;
  return property.type === "MemberExpression" && !property.computed && property.object.type === "Identifier" && property.object.name === "Symbol"
    && !c.analysis.variableOf.has(property.object) && property.property.type === "Identifier" && property.property.name === "iterator";
}

/** What `delete` and `++` work on stays a place. */
export function unaryExpression(node: t.UnaryExpression, c: Converter): t.Expression {
  if (node.operator === "delete" && node.argument.type === "MemberExpression" && isIteratorRead(node.argument, c)) c.children(node.argument);
  else node.argument = c.expression(node.argument);
  return node;
}
