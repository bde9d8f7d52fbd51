import * as t from "@babel/types";
import type { ClassInfo, PrivateName, PrivateSlot } from "../../2-analyze/model.js";
import { at, member } from "../builders.js";
import type { Converter } from "../converter.js";
import { methodClosure } from "./objects.js";

/** `object.#name` */
export type PrivateAccess = t.MemberExpression & { property: t.PrivateName };

export function isPrivateAccess(node: t.Node): node is PrivateAccess {
  return node.type === "MemberExpression" && node.property.type === "PrivateName";
}

/** Reads `object.#name`. */
export function privateRead(node: PrivateAccess, c: Converter): t.Expression {
  return at(get(node, c.expression(node.object), c), node);
}

/** Calls `object.#name` with `args` and the object as `this`. */
export function privateCall(callee: PrivateAccess, args: () => t.Expression[], c: Converter): t.Expression {
  return withObject(callee.object, c, (object) => c.support("call", get(callee, object(), c), object(), t.arrayExpression(args())));
}

/** `object.#name = value`, or with another operator. */
export function privateAssignment(node: t.AssignmentExpression, left: PrivateAccess, c: Converter): t.Expression {
  if (node.operator === "=") return at(set(left, c.expression(left.object), c.expression(node.right), c), node);
  const operator = node.operator.slice(0, -1) as "+";
  return at(withObject(left.object, c, (object) =>
    set(left, object(), t.binaryExpression(operator, get(left, object(), c), c.expression(node.right)), c)), node);
}

export function privateUpdate(node: t.UpdateExpression, argument: PrivateAccess, c: Converter): t.Expression {
  const name = nameOf(argument.property, c);
  return at(c.support("privateUpdate", c.expression(argument.object), t.stringLiteral(node.operator), t.booleanLiteral(node.prefix),
                      helper("get", name, c), helper("set", name, c), ...keyOf(name, c)), node);
}

/** `object.#name` as the target of a pattern: a property whose setter is the private one. */
export function privateTarget(node: PrivateAccess, c: Converter): t.MemberExpression {
  const name = nameOf(node.property, c);
  return member(c.support("privateTarget", c.expression(node.object), helper("set", name, c), ...keyOf(name, c)), "value");
}

/** `#name in object` */
export function binaryExpression(node: t.BinaryExpression, c: Converter): t.Expression {
  if (node.left.type !== "PrivateName") return c.children(node);
  const { slot } = nameOf(node.left, c);
  return at(call("has", c, c.expression(node.right), slotKey(slot, c)), node);
}

/** Puts a value into a slot of `this`, in a field of the class. */
export function addPrivate(slot: PrivateSlot, value: t.Expression, info: ClassInfo, c: Converter): t.Expression {
  const key = slot.key ? c.placeIn(info, slot.key) : t.stringLiteral(slot.text);
  return call("add", c, t.thisExpression(), key, value);
}

/** The object with the functions of a class's private methods and accessors, by the names that 5-emit/privates.ts reads. */
export function privateMethods(info: ClassInfo, c: Converter): t.ObjectExpression | undefined {
  const properties = info.node.body.body.flatMap((node) => {
    if (node.type !== "ClassPrivateMethod") return [];
    const name = `#${node.key.id.name}`;
    const prefix = node.kind === "method" ? "" : `${node.kind} `;
    return [t.objectProperty(t.stringLiteral(prefix + name), methodClosure(c.analysis.functionOf.get(node)!, node, name, c))];
  });
  return properties.length > 0 ? t.objectExpression(properties) : undefined;
}

function get(node: PrivateAccess, object: t.Expression, c: Converter): t.Expression {
  const name = nameOf(node.property, c);
  return t.callExpression(helper("get", name, c), [object, ...keyOf(name, c)]);
}

function set(node: PrivateAccess, object: t.Expression, value: t.Expression, c: Converter): t.Expression {
  const name = nameOf(node.property, c);
  return t.callExpression(helper("set", name, c), [object, value, ...keyOf(name, c)]);
}

function nameOf(node: t.PrivateName, c: Converter): PrivateName {
  return c.analysis.privateOf.get(node)!;
}

function keyOf({ slot }: PrivateName, c: Converter): t.Expression[] {
  return slot.key ? [slotKey(slot, c)] : [];
}

function slotKey(slot: PrivateSlot, c: Converter): t.Expression {
  return slot.key ? c.place(slot.key) : t.stringLiteral(slot.text);
}

function helper(kind: "get" | "set", { id }: PrivateName, c: Converter): t.MemberExpression {
  return member(t.identifier(c.names.privates), `${kind}${id}`);
}

function call(name: string, c: Converter, ...args: t.Expression[]): t.Expression {
  return t.callExpression(member(t.identifier(c.names.privates), name), args);
}

/** Evaluates `object` once, for an expression that uses it twice. */
function withObject(object: t.Expression | t.Super, c: Converter, use: (object: () => t.Expression) => t.Expression): t.Expression {
  const converted = c.expression(object as t.Expression);
  if (object.type === "ThisExpression" || object.type === "Identifier") {
    let first: t.Expression | undefined = converted;
    return use(() => {
      const value = first ?? c.expression(object);
      first = undefined;
      return value;
    });
  }
  if (c.fn.isLowered) {
    const kept = c.context.temporary();
    let isSet = false;
    return use(() => {
      if (isSet) return c.context.use(kept);
      isSet = true;
      return t.assignmentExpression("=", c.context.use(kept), converted);
    });
  }
  const name = c.names.support("object");
  return t.callExpression(t.arrowFunctionExpression([t.identifier(name)], use(() => t.identifier(name))), [converted]);
}
