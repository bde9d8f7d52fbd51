import * as t from "@babel/types";
import { type FunctionInfo, HOME_OBJECT } from "../../2-analyze/model.js";
import { assign, at, declare } from "../builders.js";
import type { Converter } from "../converter.js";
import { nameValue } from "./assignments.js";
import { callNow } from "./classes.js";
import { closure, methodParts } from "./functions.js";

type Property = t.ObjectExpression["properties"][number];

/**
 * An object literal stays one, with closures as the values of its methods. From the first getter or setter on that is a closure,
 * the rest is added by calls, because no literal takes an existing function as an accessor.
 */
export function objectExpression(node: t.ObjectExpression, c: Converter): t.Expression {
  const scope = c.analysis.scopeOf.get(node);
  const home = scope?.variables.get(HOME_OBJECT);
  if (!scope || !home) return objectValue(node, c);
  // No method can run before the literal is done, so it is early enough to keep it then.
  const value = c.inside(scope, () => at(assign(c.place(home), objectValue(node, c)), node));
  if (!scope.record) return value;
  if (c.isExploded(scope)) return t.sequenceExpression([assign(c.holder(scope), c.newRecord(scope)), value]);
  return callNow([declare("const", scope.record.holder, c.newRecord(scope)), t.returnStatement(value)]);
}

function objectValue(node: t.ObjectExpression, c: Converter): t.Expression {
  const isClosureAccessor = (property: Property): boolean =>
    property.type === "ObjectMethod" && property.kind !== "method" && !c.analysis.functionOf.get(property)!.isNative;
  const split = node.properties.findIndex(isClosureAccessor);
  const inLiteral = split < 0 ? node.properties : node.properties.slice(0, split);
  const rest = split < 0 ? [] : node.properties.slice(split);
  node.properties = inLiteral.map((property) => literalProperty(property, c));
  return rest.reduce<t.Expression>((object, property) => at(addProperty(object, property, c), property), node);
}

function literalProperty(property: Property, c: Converter): Property {
  if (property.type === "SpreadElement") return c.children(property);
  if (property.type === "ObjectMethod") return literalMethod(property, c);
  return plainProperty(property, c);
}

function plainProperty(property: t.ObjectProperty, c: Converter): t.ObjectProperty | t.SpreadElement {
  const key = keyExpression(property, c);
  const value = property.value as t.Expression;
  const name = staticName(property);
  // `__proto__: f` sets the prototype and names nothing (13.2.5.5).
  if (name !== undefined && name !== "__proto__") nameValue(value, name, c);
  const fn = c.analysis.functionOf.get(value);
  const isMadeElsewhere = fn ? !fn.isNative : c.analysis.classes.get(value)?.isNative === false;
  const takesKeyName = property.computed && name === undefined && isMadeElsewhere && isAnonymous(value);
  property.value = c.expression(value);
  if (takesKeyName) return t.spreadElement(c.support("keyed", key, property.value as t.Expression));
  // `{ __proto__ }` makes a property.
  const isOwnProto = property.shorthand && name === "__proto__";
  property.shorthand = false;
  property.computed ||= isOwnProto;
  property.key = isOwnProto ? t.stringLiteral("__proto__") : key;
  return property;
}

function literalMethod(node: t.ObjectMethod, c: Converter): Property {
  const fn = c.analysis.functionOf.get(node)!;
  const key = keyExpression(node, c);
  if (fn.isNative) {
    const { params, body } = methodParts(fn, node, c);
    node.key = key;
    node.params = params as t.ObjectMethod["params"];
    node.body = body;
    node.async = false;
    return node;
  }
  const value = methodClosure(fn, node, staticName(node) ?? "", c);
  if (staticName(node) === undefined) return t.spreadElement(c.support("keyed", key, value));
  return t.objectProperty(key, value, node.computed);
}

/** The closure of a method, getter or setter; the factory takes it from a literal, so that it is no constructor. */
export function methodClosure(fn: FunctionInfo, node: t.ObjectMethod | t.ClassPrivateMethod, name: string, c: Converter): t.Expression {
  const { params, body } = methodParts(fn, node, c);
  const isComputed = name === "__proto__" || !t.isValidIdentifier(name, false);
  const key = (): t.Expression => (isComputed ? t.stringLiteral(name) : t.identifier(name));
  const method = at(t.objectMethod(node.kind as "method" | "get" | "set", key(), params as t.ObjectMethod["params"], body, isComputed), node);
  const object = t.objectExpression([method]);
  if (node.kind === "method") return closure(fn, t.memberExpression(object, key(), isComputed), c);
  return closure(fn, c.support("accessorOf", object, t.stringLiteral(name), t.stringLiteral(node.kind)), c);
}

function addProperty(object: t.Expression, property: Property, c: Converter): t.Expression {
  if (property.type === "SpreadElement") return c.support("spread", object, c.expression(property.argument));
  if (property.type === "ObjectMethod" && property.kind !== "method") {
    const key = memberKey(property, c);
    return c.support("accessor", object, key, t.stringLiteral(property.kind), methodClosure(c.analysis.functionOf.get(property)!, property, staticName(property) ?? "", c));
  }
  const isProto = property.type === "ObjectProperty" && !property.computed && staticName(property) === "__proto__";
  if (isProto && !property.shorthand) return c.support("prototype", object, c.expression(property.value as t.Expression));
  const literal = literalProperty(property, c);
  return c.support("spread", object, t.objectExpression([literal]));
}

function keyExpression(node: t.ObjectProperty | t.ObjectMethod, c: Converter): t.Expression {
  return node.computed ? c.expression(node.key as t.Expression) : node.key as t.Expression;
}

function memberKey(node: t.ObjectMethod, c: Converter): t.Expression {
  const name = staticName(node);
  return name === undefined || node.computed ? c.expression(node.key as t.Expression) : t.stringLiteral(name);
}

/** The key as a string, when the source fixes it. */
function staticName({ key, computed }: t.ObjectProperty | t.ObjectMethod): string | undefined {
  if (key.type === "StringLiteral") return key.value;
  if (key.type === "NumericLiteral") return String(key.value);
  if (key.type === "BigIntLiteral") return BigInt(key.value).toString();
  return !computed && key.type === "Identifier" ? key.name : undefined;
}

function isAnonymous(value: t.Node): boolean {
  return value.type === "ArrowFunctionExpression" || ((value.type === "FunctionExpression" || value.type === "ClassExpression") && !value.id);
}
