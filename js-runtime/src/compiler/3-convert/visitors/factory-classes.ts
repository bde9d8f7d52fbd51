import * as t from "@babel/types";
import type { ClassInfo } from "../../2-analyze/model.js";
import { assign, at, declare, member, named, statement } from "../builders.js";
import type { Converter } from "../converter.js";
import { callNow, classMethod, fieldValue, generatorMethods, generatorsOf, staticBlock } from "./classes.js";

type Element = t.ClassBody["body"][number];

/** What becomes of the elements of a class. */
interface Parts {
  /** Computed keys, in order. */
  readonly keys: t.Expression[];
  readonly body: Element[];
  /** What the definition does with the new class as `this`, once; a reload finds the results saved. */
  readonly definition: t.Statement[];
  /** What the next field of an instance must do first: native fields keep the order of all. */
  beforeField: t.Expression[];
}

/**
 * A class that can be made more than once. Its factory makes constructor, prototype and methods without running the program's code, so
 * that a reload can call it when nothing else is there yet; parent, computed keys and static elements come with the
 * definition (`Abi.class`).
 */
export function factoryClass(info: ClassInfo, c: Converter): t.Expression {
  const { node, scope } = info;
  const generators = generatorsOf(node);
  return c.inside(scope, () => {
    const parent = node.superClass ? c.abi("parent", c.expression(node.superClass)) : undefined;
    const parts = classParts(info, c);
    c.result.closures.push({ functionId: info.functionId, make: factory(info, parts, generators, c) });
    const outer = info.scopeParameter;
    const values = [t.identifier(c.names.closure(info.functionId)), outer && c.record(outer), parent, parts.keys.length > 0 ? t.arrayExpression(parts.keys) : undefined];
    while (!values.at(-1)) values.pop();
    const definition = at(c.abi("class", ...values.map((value) => value ?? t.unaryExpression("void", t.numericLiteral(0)))), node);
    return scope.record ? withRecord(info, definition, c) : definition;
  });
}

/** A record for the class alone, where code in its body outlives a turn of a loop that has no other. */
function withRecord({ scope }: ClassInfo, definition: t.Expression, c: Converter): t.Expression {
  const record = c.newRecord(scope);
  if (c.isExploded(scope)) return t.sequenceExpression([assign(c.holder(scope), record), definition]);
  return callNow([declare("const", scope.record!.holder, record), t.returnStatement(definition)]);
}

function classParts(info: ClassInfo, c: Converter): Parts {
  const parts: Parts = { keys: [], body: [], definition: [], beforeField: [] };
  const { self } = info;
  if (self.placement === "record") parts.definition.push(statement(assign(c.placeIn(info, self), t.thisExpression())));
  for (const element of info.node.body.body) {
    let key: number | undefined;
    if ("computed" in element && element.computed) key = parts.keys.push(c.support("key", c.expression(element.key as t.Expression))) - 1;
    if (element.type === "ClassMethod") method(element, key, parts, c);
    else if (element.type === "ClassProperty") field(element, key, info, parts, c);
    else if (element.type === "StaticBlock") {
      staticBlock(element, c);
      parts.definition.push(at(statement(callNow(element.body)), element));
    }
  }
  if (parts.beforeField.length > 0) parts.body.push(placeholderField(parts.beforeField, c));
  return parts;
}

/** A field whose value nobody reads, for what the last fields of an instance do. User code does not see it, and no codec saves it. */
function placeholderField(values: t.Expression[], c: Converter): t.ClassPrivateProperty {
  return t.classPrivateProperty(t.privateName(t.identifier(c.names.support("fields"))), t.unaryExpression("void", t.sequenceExpression(values)));
}

function method(node: t.ClassMethod, key: number | undefined, parts: Parts, c: Converter): void {
  classMethod(node, c);
  if (key !== undefined) {
    node.key = t.stringLiteral(`computed key ${key}`); // the definition moves it to its key, see runtime/classes.ts
    node.computed = false;
  }
  parts.body.push(node);
}

function field(node: t.ClassProperty, key: number | undefined, info: ClassInfo, parts: Parts, c: Converter): void {
  const value = node.value ? fieldValue(node, c) : t.unaryExpression("void", t.numericLiteral(0));
  if (!node.static && key === undefined) {
    node.value = parts.beforeField.length === 0 ? value : t.sequenceExpression([...parts.beforeField, value]);
    parts.beforeField = [];
    parts.body.push(node);
    return;
  }
  const given = key === undefined ? staticKey(node) : t.memberExpression(member(t.identifier(c.names.definition), "keys"), t.numericLiteral(key), true);
  if (node.static) {
    parts.definition.push(at(statement(c.support("field", t.thisExpression(), given, value)), node));
    return;
  }
  const kept = (): t.MemberExpression => c.placeIn(info, info.fieldKeys.get(node)!);
  parts.definition.unshift(statement(assign(kept(), given)));
  parts.beforeField.push(at(c.support("field", t.thisExpression(), kept(), value), node));
}

function staticKey({ key }: t.ClassProperty): t.Expression {
  return key.type === "Identifier" ? t.stringLiteral(key.name) : key;
}

function factory(info: ClassInfo, { body, definition }: Parts, generators: readonly t.ClassMethod[], c: Converter): t.ArrowFunctionExpression {
  const { node } = info;
  if (generators.length > 0) body.push(generatorMethods(generators, c));
  if (definition.length > 0) {
    const run = assign(member(t.identifier(c.names.definition), "run"), t.arrowFunctionExpression([], t.blockStatement(definition)));
    body.push(t.staticBlock([t.ifStatement(t.identifier(c.names.definition), statement(run))]));
  }
  // Which parent it extends comes later; that it extends one decides what its constructor does.
  const made = at(t.classExpression(node.id, node.superClass ? t.nullLiteral() : null, at(t.classBody(body), node.body)), node);
  const parameters = [t.identifier(c.names.scope), t.identifier(c.names.definition)];
  if (definition.length === 0) parameters.pop();
  if (definition.length === 0 && !info.scopeParameter) parameters.pop();
  const { inferredName } = info;
  const value = node.id || inferredName === undefined ? made : named(made, inferredName);
  if (generators.length === 0) return t.arrowFunctionExpression(parameters, value);
  const names = generators.map((one) => declare("let", c.classGenerator(one)));
  return t.arrowFunctionExpression(parameters, t.blockStatement([...names, t.returnStatement(value)]));
}
