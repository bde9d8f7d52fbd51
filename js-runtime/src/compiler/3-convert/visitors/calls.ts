import * as t from "@babel/types";
import { assign, at } from "../builders.js";
import type { Converter } from "../converter.js";
import { isNativeSuper, superMember, superParts } from "./references.js";

export function callExpression(node: t.CallExpression, c: Converter): t.Expression {
  const { callee } = node;
  if (callee.type === "Super") return superCall(node, c);
  if (callee.type === "MemberExpression" && callee.object.type === "Super" && !isNativeSuper(c)) {
    const method = superMember(callee, c);
    const [, self] = superParts(callee, c);
    return at(c.support("call", method, self, t.arrayExpression(node.arguments.map((one) => c.convert(one) as t.Expression))), node);
  }
  node.callee = plainCallee(callee as t.Expression, c);
  node.arguments = node.arguments.map((one) => c.convert(one) as t.Expression);
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
  if (c.fn.isArrow) return c.refuseSuper(node, "an arrow function of a constructor");
  node.arguments = node.arguments.map((one) => c.convert(one) as t.Expression);
  const self = c.fn.parameters.variables.get("this");
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
  const tag = plainCallee(node.tag, c);
  const values = node.quasi.expressions.map((one) => c.expression(one as t.Expression));
  return at(t.callExpression(tag, [t.identifier(name), ...values]), node);
}

export function memberExpression(node: t.MemberExpression, c: Converter): t.Expression {
  if (node.object.type === "Super") return superMember(node, c);
  node.object = c.expression(node.object);
  if (node.computed) node.property = c.expression(node.property as t.Expression);
  return node;
}
