import * as t from "@babel/types";
import type { ClassInfo, Variable } from "../../2-analyze/model.js";
import { assign, at, declare, member, named, statement, undefinedValue } from "../builders.js";
import type { Converter } from "../converter.js";
import { ClassParts } from "./class-parts.js";
import { callNow, classMethod, fieldValue, generatorMethods, generatorsOf, staticBlock, takesKeyName } from "./classes.js";
import { privateMethods } from "./privates.js";

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
    const methods = privateMethods(info, c);
    c.result.closures.push({ functionId: info.functionId, make: factory(info, parts, generators, c) });
    const outer = info.scopeParameter;
    const values = [t.identifier(c.names.closure(info.functionId)), outer && c.record(outer), parent, parts.keys.length > 0 ? t.arrayExpression(parts.keys) : undefined, methods];
    while (!values.at(-1)) values.pop();
    const definition = at(c.abi("class", ...values.map((value) => value ?? undefinedValue())), node);
    return scope.record ? withRecord(info, definition, c) : definition;
  });
}

/** A record for the class alone, where code in its body outlives a turn of a loop that has no other. */
function withRecord({ scope }: ClassInfo, definition: t.Expression, c: Converter): t.Expression {
  const record = c.newRecord(scope);
  if (c.isExploded(scope)) return t.sequenceExpression([assign(c.holder(scope), record), definition]);
  return callNow([declare("const", scope.record!.holder, record), t.returnStatement(definition)]);
}

function classParts(info: ClassInfo, c: Converter): ClassParts {
  const parts = new ClassParts(info, c);
  const { self, methods } = info;
  const keep = (variable: Variable, value: t.Expression): void => { parts.definition.push(statement(assign(c.placeIn(info, variable), value))); };
  if (self.placement === "record") keep(self, t.thisExpression());
  for (const { key, text } of new Set([...info.privates.values()].map(({ slot }) => slot))) keep(key!, c.support("symbol", t.stringLiteral(text)));
  if (methods) {
    keep(methods, member(t.identifier(c.names.definition), "methods"));
    parts.addMethods(c.placeIn(info, methods));
  }
  for (const element of info.node.body.body) {
    let key: number | undefined;
    if ("computed" in element && element.computed) key = parts.keys.push(c.support("key", c.expression(element.key as t.Expression))) - 1;
    if (element.type === "ClassMethod") method(element, key, parts, c);
    else if (element.type === "ClassProperty") field(element, key, parts, c);
    else if (element.type === "ClassPrivateProperty") parts.addPrivateField(element, fieldValue(element, c) ?? undefinedValue());
    else if (element.type === "StaticBlock") {
      staticBlock(element, c);
      parts.addStatic(statement(callNow(element.body)), element);
    }
  }
  parts.finish();
  return parts;
}

function method(node: t.ClassMethod, key: number | undefined, parts: ClassParts, c: Converter): void {
  classMethod(node, c);
  if (key !== undefined) {
    node.key = t.stringLiteral(`computed key ${key}`); // the definition moves it to its key, see runtime/classes.ts
    node.computed = false;
  }
  parts.body.push(node);
}

function field(node: t.ClassProperty, key: number | undefined, parts: ClassParts, c: Converter): void {
  if (!node.static && key === undefined) return parts.addField(node, fieldValue(node, c));
  const given = (): t.Expression => (key === undefined ? staticKey(node)
    : t.memberExpression(member(t.identifier(c.names.definition), "keys"), t.numericLiteral(key), true));
  const kept = (): t.Expression => (node.static ? given() : c.placeIn(parts.info, parts.info.fieldKeys.get(node)!));
  const value = fieldValue(node, c, takesKeyName(node, c) ? kept() : undefined) ?? undefinedValue();
  const define = at(c.support("field", t.thisExpression(), kept(), value), node);
  if (node.static) return parts.addStatic(statement(define), node);
  parts.definition.unshift(statement(assign(kept() as t.MemberExpression, given())));
  parts.addFieldCode(define);
}

function staticKey({ key }: t.ClassProperty): t.Expression {
  return key.type === "Identifier" ? t.stringLiteral(key.name) : key;
}

function factory(info: ClassInfo, { body, definition }: ClassParts, generators: readonly t.ClassMethod[], c: Converter): t.ArrowFunctionExpression {
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
