import * as t from "@babel/types";
import { at, member, undefinedValue } from "../builders.js";
import type { FunctionInfo } from "../../2-analyze/model.js";
import type { Converter } from "../converter.js";

/** Reads of variables, `this`, `arguments`, `new.target`. */
export function identifier(node: t.Identifier, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return node;
  if (variable.kind === "dead") return at(c.checkedRead(variable, c.deadZone), node);
  if (variable.kind === "class-name") return at(className(node, c), node);
  if (variable.placement === "native") return variable.kind === "arguments" ? at(c.abi("arguments", node), node) : node;
  const place = at(c.place(variable), node);
  return c.analysis.checked.has(node) ? at(c.checkedRead(variable, place), node) : place;
}

/** Whether `node` is the arguments object of the function that it stands in: where it is only looked at, nobody can hold it. */
export function isOwnArguments(node: t.Node, c: Converter): boolean {
  const variable = c.analysis.variableOf.get(node);
  return variable?.kind === "arguments" && variable.placement === "native";
}

export function thisExpression(node: t.ThisExpression, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return undefinedValue(); // module level
  if (variable.scope.fn === c.fn && !c.fn.isLowered) return node;
  const place = at(c.place(variable), node);
  // An arrow function in a derived constructor may run before `super()` gave `this` a value.
  return variable.scope.fn.isDerivedConstructor ? at(c.checkedRead(variable, place), node) : place;
}

export function metaProperty(node: t.MetaProperty, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return node;
  if (variable.scope.fn === c.fn && !c.fn.isLowered) return node;
  return at(c.place(variable), node);
}

/** The inner name of a class: known in the class body; in other code, such as a hoisted factory, the class is reached in another way. */
function className(node: t.Identifier, c: Converter): t.Expression {
  const variable = c.analysis.variableOf.get(node)!;
  const info = c.analysis.classes.get(variable.scope.node)!;
  if (c.fn.staysIn(info.node) || (info.isNative && c.fn === variable.scope.fn)) return node;
  const isTooEarly = c.fn === variable.scope.fn;
  if (isTooEarly) return c.checkedRead(variable, c.deadZone);
  const place = classReference(info.node, variable.name, c);
  return c.analysis.checked.has(node) ? c.checkedRead(variable, place) : place;
}

/**
 * The class from anywhere. Of a class that a factory makes: the field of a record. Of any other: the module binding of that name that holds it, or else an alias that its first static block sets. Code of the
 * class may run before the binding has its value, and under another name a local of the function could hide the binding.
 */
function classReference(node: t.Class, name: string | undefined, c: Converter): t.Expression {
  const info = c.analysis.classes.get(node)!;
  if (!info.isNative) return c.place(info.self);
  const binding = c.analysis.classBinding.get(node);
  const runsEarly = node.body.body.some((one) => one.type === "StaticBlock" || (one.type === "ClassProperty" && one.static));
  if (binding?.name === name && binding?.placement === "native" && !binding.isAssigned && !runsEarly) return t.identifier(binding.name);
  const alias = classAlias(node, c);
  if (!c.result.classNames.includes(alias)) c.result.classNames.push(alias);
  return t.identifier(alias);
}

export function classAlias(node: t.Class, c: Converter): string {
  return c.names.support(`class_${node.start}`);
}

/** `super.name` outside of a plain method: the lookup starts at the prototype of the method's home object. */
export function superMember(node: t.MemberExpression, c: Converter): t.Expression {
  if (isNativeSuper(c)) {
    if (node.computed) node.property = c.expression(node.property as t.Expression);
    return node;
  }
  const [home, self] = superParts(c);
  return at(c.support("superGet", home, superKey(node, c), self), node);
}

export function superKey(node: t.MemberExpression, c: Converter): t.Expression {
  return node.computed ? c.expression(node.property as t.Expression) : t.stringLiteral((node.property as t.Identifier).name);
}

export function isNativeSuper(c: Converter): boolean {
  const { isLowered, isNative, isClassElement } = c.fn;
  return !isLowered && isNative && isClassElement;
}

/** The home object and `this` of the method around the current function. */
export function superParts(c: Converter): [t.Expression, t.Expression] {
  let method = c.fn;
  while (method.isArrow && method.parent) method = method.parent;
  const self = method.parameters.variables.get("this");
  if (!self) throw new Error("a method that uses `super` has no `this`");
  const isOwnThis = self.scope.fn === c.fn && !c.fn.isLowered;
  return [homeObject(method, c), isOwnThis ? t.thisExpression() : c.place(self)];
}

function homeObject({ home, homeObject: literal }: FunctionInfo, c: Converter): t.Expression {
  if (literal) return c.place(literal);
  const owner = classReference(home!.owner, undefined, c);
  return home!.isStatic ? owner : member(owner, "prototype");
}

/** `super.name` as a place that can be read and written, once its home object and key have been evaluated. */
export function superPlace(node: t.MemberExpression, c: Converter): t.MemberExpression {
  const [home, self] = superParts(c);
  return at(member(c.support("superPlace", home, superKey(node, c), self), "v"), node);
}
