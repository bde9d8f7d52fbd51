import * as t from "@babel/types";
import type { Variable } from "../../2-analyze/model.js";
import { assign, at, member, named } from "../builders.js";
import type { Converter } from "../converter.js";
import { isPrivateAccess, privateAssignment, privateTarget, privateUpdate } from "./privates.js";
import { isNativeSuper, superKey, superParts, superPlace } from "./references.js";

export function assignmentExpression(node: t.AssignmentExpression, c: Converter): t.Expression {
  const { left, operator } = node;
  if (left.type === "MemberExpression" && left.object.type === "Super" && !isNativeSuper(c)) return superAssignment(node, left, c);
  if (isPrivateAccess(left)) return privateAssignment(node, left, c);
  if (left.type !== "Identifier") {
    node.left = target(left, c) as typeof node.left;
    node.right = c.expression(node.right);
    return node;
  }
  const variable = c.analysis.variableOf.get(left);
  if (operator === "=" || operator === "??=" || operator === "||=" || operator === "&&=") nameValue(node.right, left.name, c);
  const right = valueFor(node.right, variable, left.name, c);
  if (!variable || (variable.placement === "native" && !variable.isConstant)) {
    node.right = right;
    return node;
  }
  const isChecked = c.analysis.checked.has(left);
  if (isConstant(variable)) return at(assignConstant(variable, operator, right, isChecked, c), node);
  const place = () => at(c.place(variable), left);
  if (!isChecked) return at(assign(place(), right, operator), node);
  if (operator === "=") return at(assign(place(), c.support("first", right, c.checkedRead(variable, place()))), node);
  return at(assign(place(), t.binaryExpression(operator.slice(0, -1) as "+", c.checkedRead(variable, place()), right)), node);
}

function isConstant(variable: Variable): boolean {
  return variable.isConstant || variable.kind === "dead";
}

/** 9.1.1.1.5 SetMutableBinding on an immutable binding: the value is computed, then the TypeError is thrown. */
function assignConstant(variable: Variable, operator: string, right: t.Expression, isChecked: boolean, c: Converter): t.Expression {
  const read = (): t.Expression => (isChecked ? c.checkedRead(variable, c.place(variable)) : c.place(variable));
  const fail = c.abi("constant", t.stringLiteral(variable.name));
  if (operator === "=") return t.sequenceExpression(isChecked ? [right, read(), fail] : [right, fail]);
  return t.sequenceExpression([t.binaryExpression(operator.slice(0, -1) as "+", read(), right), fail]);
}

export function updateExpression(node: t.UpdateExpression, c: Converter): t.Expression {
  const { argument } = node;
  if (argument.type !== "Identifier") {
    if (argument.type === "MemberExpression" && argument.object.type === "Super" && !isNativeSuper(c)) node.argument = superPlace(argument, c);
    else if (isPrivateAccess(argument)) return privateUpdate(node, argument, c);
    else if (argument.type === "MemberExpression") c.children(argument);
    else node.argument = c.expression(argument);
    return node;
  }
  const variable = c.analysis.variableOf.get(argument);
  if (!variable || (variable.placement === "native" && !variable.isConstant)) return node;
  const isChecked = c.analysis.checked.has(argument);
  const place = at(c.place(variable), argument);
  const read = isChecked ? c.checkedRead(variable, c.place(variable)) : c.place(variable);
  if (isConstant(variable)) return at(t.sequenceExpression([t.unaryExpression("-", read), c.abi("constant", t.stringLiteral(variable.name))]), node);
  node.argument = place;
  return isChecked ? at(t.sequenceExpression([read, node]), node) : node;
}

function superAssignment(node: t.AssignmentExpression, left: t.MemberExpression, c: Converter): t.Expression {
  if (node.operator !== "=") {
    // The place is made for the moment, and could not be saved with the frame.
    if (c.analysis.withAwait.has(node)) return c.refuseSuper(node, "a compound assignment that awaits");
    return at(assign(superPlace(left, c), c.expression(node.right), node.operator), node);
  }
  const [home, self] = superParts(c);
  return at(c.support("superSet", home, superKey(left, c), self, c.expression(node.right)), node);
}

/**
 * A pattern, of a declaration or an assignment, as an assignment target whose leaves are the places of its variables. JavaScript
 * itself takes values apart by it.
 */
export function target(node: t.Node, c: Converter): t.LVal {
  switch (node.type) {
    case "Identifier": return leaf(node, c);
    case "MemberExpression":
      if (node.object.type === "Super" && !isNativeSuper(c)) return superPlace(node, c);
      return isPrivateAccess(node) ? privateTarget(node, c) : c.children(node);
    case "AssignmentPattern":
      if (node.left.type === "Identifier") {
        const { name } = node.left;
        nameValue(node.right, name, c);
        node.right = valueFor(node.right, c.analysis.variableOf.get(node.left), name, c);
      } else node.right = c.expression(node.right);
      node.left = target(node.left, c) as typeof node.left;
      return node;
    case "RestElement":
      node.argument = target(node.argument, c) as typeof node.argument;
      return node;
    case "ArrayPattern":
      node.elements = node.elements.map((element) => element && (target(element, c) as t.PatternLike));
      return node;
    case "ObjectPattern":
      for (const property of node.properties) {
        if (property.type === "RestElement") property.argument = target(property.argument, c) as typeof property.argument;
        else {
          if (property.computed) property.key = c.expression(property.key as t.Expression);
          property.shorthand = false;
          property.value = target(property.value, c) as typeof property.value;
        }
      }
      return node;
    default: throw new Error(`a ${node.type} is no assignment target`);
  }
}

function leaf(node: t.Identifier, c: Converter): t.LVal {
  const variable = c.analysis.variableOf.get(node);
  if (!variable) return node;
  const isWrite = variable.references.some((one) => one.node === node);
  if (isWrite && variable.kind !== "dead" && isConstant(variable)) return constantTarget(node, variable, c);
  if (isWrite && variable.placement !== "native" && (variable.kind === "dead" || c.analysis.checked.has(node))) return checkedTarget(node, variable, c);
  return variable.placement === "native" ? node : at(c.place(variable), node);
}

/** A target that throws when a value is put there, as late as the language does. */
function constantTarget(node: t.Identifier, variable: Variable, c: Converter): t.LVal {
  const place = c.analysis.checked.has(node) && variable.placement !== "native" ? recordPlace(variable, c) : [];
  return at(member(c.support("constantTarget", t.stringLiteral(variable.name), ...place), "v"), node);
}

/** A target that checks for the dead zone when a value is put there. */
function checkedTarget(node: t.Identifier, variable: Variable, c: Converter): t.LVal {
  return at(member(c.support("checkedTarget", t.stringLiteral(variable.name), ...recordPlace(variable, c)), "v"), node);
}

/** Object and key of a variable's place. Phase 2 gave a record to every variable that a pattern may assign too early. */
function recordPlace(variable: Variable, c: Converter): readonly [t.Expression, t.Expression] {
  if (variable.kind === "dead") return [t.objectExpression([t.objectProperty(t.identifier("v"), c.deadZone)]), t.stringLiteral("v")];
  const place = c.place(variable);
  if (place.type !== "MemberExpression") throw new Error(`${variable.name} is no field`);
  return [place.object, place.computed ? place.property as t.Expression : t.stringLiteral((place.property as t.Identifier).name)];
}

/** Tells an anonymous function or class that it gets `name` (8.4.5 NamedEvaluation). */
export function nameValue(value: t.Node, name: string, c: Converter): void {
  const fn = c.analysis.functionOf.get(value);
  if (fn && (value.type === "ArrowFunctionExpression" || (value.type === "FunctionExpression" && !value.id))) fn.inferredName = name;
  const info = value.type === "ClassExpression" && !value.id ? c.analysis.classes.get(value) : undefined;
  if (info) info.inferredName = name;
}

/** Converts an initializer or assigned value whose binding may become a property, which names nothing. */
export function valueFor(value: t.Expression, variable: Variable | undefined, name: string, c: Converter): t.Expression {
  const isAnonymous = (value.type === "FunctionExpression" || value.type === "ClassExpression") ? !value.id : value.type === "ArrowFunctionExpression";
  const fn = c.analysis.functionOf.get(value);
  const isNative = fn ? fn.isNative : c.analysis.classes.get(value)?.isNative;
  const converted = c.expression(value);
  return isAnonymous && isNative && variable && variable.placement !== "native" ? named(converted, name) : converted;
}

