import * as t from "@babel/types";
import type { Variable } from "../../2-analyze/model.js";
import { at, member, undefinedValue } from "../builders.js";
import type { Converter } from "../converter.js";

/** Reads of variables, `this`, `arguments`, `new.target`. */
export function identifier(node: t.Identifier, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return node;
  if (variable.kind === "dead") return at(c.checkedRead(variable, c.deadZone), node);
  if (variable.kind === "class-name") return at(className(node, c), node);
  if (variable.placement === "native") return node;
  const place = at(c.place(variable), node);
  return c.analysis.checked.has(node) ? at(c.checkedRead(variable, place), node) : place;
}

export function thisExpression(node: t.ThisExpression, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return undefinedValue(); // module level
  if (variable.scope.fn === c.fn && !c.fn.isAsync) return node;
  const place = at(c.place(variable), node);
  // An arrow function in a derived constructor may run before `super()` gave `this` a value.
  return variable.scope.fn.isDerivedConstructor ? at(c.checkedRead(variable, place), node) : place;
}

export function metaProperty(node: t.MetaProperty, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return node;
  if (variable.scope.fn === c.fn && !c.fn.isAsync) return node;
  return at(c.place(variable), node);
}

/** The inner name of a class. Code outside the class body, such as a hoisted factory, reaches it by a name at module level. */
function className(node: t.Identifier, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node)!;
  const isInClassBody = c.fn === variable.scope.fn || (c.fn.isClassElement && !c.fn.isAsync);
  if (isInClassBody) return node;
  return outerClassName(variable, c);
}

export function outerClassName(variable: Variable, c: Converter): t.Expression {
  const { outer } = variable;
  if (outer && outer.placement === "native" && !outer.isAssigned) return t.identifier(outer.name);
  const alias = c.names.support(`class_${variable.name}_${variable.scope.node.start}`);
  if (!c.result.classNames.includes(alias)) c.result.classNames.push(alias);
  return t.identifier(alias);
}

/** `super.name` outside of a plain method: the lookup starts at the prototype of the method's home object. */
export function superMember(node: t.MemberExpression, c: Converter): t.Expression {
  if (isNativeSuper(c)) {
    if (node.computed) node.property = c.expression(node.property as t.Expression);
    return node;
  }
  const [home, self] = superParts(node, c);
  return at(c.support("superGet", home, superKey(node, c), self), node);
}

export function superKey(node: t.MemberExpression, c: Converter): t.Expression {
  return node.computed ? c.expression(node.property as t.Expression) : t.stringLiteral((node.property as t.Identifier).name);
}

export function isNativeSuper(c: Converter): boolean {
  const { node, isAsync, isNative, isClassElement } = c.fn;
  return !isAsync && isNative && (isClassElement || node.type === "ObjectMethod");
}

/** The home object and `this` of the method around the current function. */
export function superParts(node: t.Node, c: Converter): [t.Expression, t.Expression] {
  let method = c.fn;
  while (method.isArrow && method.parent) method = method.parent;
  const name = method.home?.className;
  const self = method.parameters.variables.get("this");
  if (!name || !self) return [c.refuseSuper(node, "an async or nested function of an object literal or unnamed class"), undefinedValue()];
  const owner = name.kind === "class-name" ? outerClassName(name, c) : c.place(name);
  const home = method.home!.isStatic ? owner : member(owner, "prototype");
  const isOwnThis = self.scope.fn === c.fn && !c.fn.isAsync;
  return [home, isOwnThis ? t.thisExpression() : c.place(self)];
}
