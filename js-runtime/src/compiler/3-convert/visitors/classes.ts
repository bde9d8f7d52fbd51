import * as t from "@babel/types";
import type { ClassInfo, InitializerNode } from "../../2-analyze/model.js";
import { assign, at, declare, member, statement, undefinedValue } from "../builders.js";
import { Context } from "../context.js";
import type { Converter } from "../converter.js";
import { nameValue, valueFor } from "./assignments.js";
import { ClassParts } from "./class-parts.js";
import { enterScope } from "./declarations.js";
import { factoryClass } from "./factory-classes.js";
import { generatorFunction, methodParts } from "./functions.js";
import { privateMethods } from "./privates.js";
import { classAlias } from "./references.js";

/** A class of the module's own statements stays native, any other comes from a factory; async methods start frames. */
export function classNode(node: t.Class, c: Converter): t.Node | t.Statement[] {
  const info = c.analysis.classes.get(node)!;
  if (!info.isNative) return node.type === "ClassExpression" ? factoryClass(info, c) : classDeclaration(node, factoryClass(info, c), c);
  const scope = c.scopeOf(node);
  const generators = generatorsOf(node);
  c.inside(scope, () => {
    if (node.superClass) node.superClass = c.expression(node.superClass);
    node.body.body = nativeBody(info, c);
  });
  for (const one of generators) if (one.computed) keepKey(one, c);
  if (generators.length > 0) node.body.body.unshift(generatorMethods(generators, c));
  for (const one of generators) c.result.classNames.push(c.classGenerator(one));
  const alias = classAlias(node, c);
  if (c.result.classNames.includes(alias)) node.body.body.unshift(t.staticBlock([statement(assign(t.identifier(alias), t.thisExpression()))]));
  if (node.type === "ClassExpression") return node;
  const variable = c.analysis.variableOf.get(node.id!)!;
  if (variable.placement === "native") return node;
  return statement(assign(c.place(variable), t.classExpression(node.id, node.superClass, node.body)));
}

function nativeBody(info: ClassInfo, c: Converter): t.ClassBody["body"] {
  const parts = new ClassParts(info, c);
  const methods = privateMethods(info, c);
  if (methods) {
    const name = c.names.support(`methods_${info.node.start}`);
    c.result.privateMethods.push({ name, methods });
    parts.addMethods(t.identifier(name));
  }
  for (const one of info.node.body.body) {
    if (one.type === "ClassPrivateMethod") continue;
    if ("computed" in one && one.computed) one.key = c.expression(one.key as t.Expression);
    const key = one.type === "ClassProperty" && takesKeyName(one, c) ? keepKey(one, c) : undefined;
    if (one.type === "ClassPrivateProperty") parts.addPrivateField(one, fieldValue(one, c) ?? undefinedValue());
    else if (one.type === "ClassProperty" && !one.static) parts.addField(one, fieldValue(one, c, key));
    else {
      if (one.type === "ClassMethod") classMethod(one, c);
      else if (one.type === "ClassProperty") one.value = fieldValue(one, c, key);
      else if (one.type === "StaticBlock") staticBlock(one, c);
      parts.body.push(one);
    }
  }
  parts.finish();
  return parts.body;
}

function classDeclaration(node: t.ClassDeclaration, value: t.Expression, c: Converter): t.Statement {
  const variable = c.analysis.variableOf.get(node.id!)!;
  return at(variable.placement === "native" ? declare("let", variable.name, value) : statement(assign(c.place(variable), value)), node);
}

export function classMethod(node: t.ClassMethod, c: Converter): void {
  const { params, body } = methodParts(c.analysis.functionOf.get(node)!, node, c);
  node.params = params;
  node.body = body;
  node.async = node.generator = false;
}

/** The generator methods of a class that is not converted yet. */
export function generatorsOf(node: t.Class): t.ClassMethod[] {
  return node.body.body.filter((one): one is t.ClassMethod => one.type === "ClassMethod" && one.generator);
}

/** Makes methods generator functions, each under a name for its own code. */
export function generatorMethods(nodes: readonly t.ClassMethod[], c: Converter): t.StaticBlock {
  return t.staticBlock(nodes.map((node) => {
    const holder = node.static ? t.thisExpression() : member(t.thisExpression(), "prototype");
    const key = t.cloneNode(node.key.type === "AssignmentExpression" ? node.key.left : node.key) as t.Expression;
    const method = t.memberExpression(holder, key, node.computed || key.type !== "Identifier");
    return statement(assign(t.identifier(c.classGenerator(node)), generatorFunction(c.analysis.functionOf.get(node)!, method, c)));
  }));
}

/** Keeps a computed key, which is evaluated once, under a name for code of the class. */
function keepKey(node: t.ClassMethod | t.ClassProperty, c: Converter): t.Identifier {
  const name = c.names.support(`key_${node.start}`);
  c.result.classNames.push(name);
  node.key = assign(t.identifier(name), c.support("key", node.key as t.Expression));
  return t.identifier(name);
}

/** Whether a field's value is a function or class that gets its name from a computed key, and that JavaScript does not name by itself. */
export function takesKeyName({ computed, value }: t.ClassProperty, c: Converter): boolean {
  if (!computed || !value) return false;
  const isNameless = value.type === "ArrowFunctionExpression" || ((value.type === "FunctionExpression" || value.type === "ClassExpression") && !value.id);
  return isNameless && !c.analysis.classes.get(value)?.isNative;
}

/**
 * The value of a field, as an expression where `this` is the object or class that gets the field. What closures capture of it is made in an
 * arrow function called at once.
 *
 * @param key for a value that `takesKeyName`: the key
 */
export function fieldValue(node: t.ClassProperty | t.ClassPrivateProperty, c: Converter, key?: t.Expression): t.Expression | null {
  const { value } = node;
  if (!value) return null;
  const name = node.type === "ClassPrivateProperty" ? `#${node.key.id.name}`
    : node.computed ? undefined : node.key.type === "Identifier" ? node.key.name : String((node.key as t.StringLiteral | t.NumericLiteral).value);
  if (name !== undefined) nameValue(value, name, c);
  let result: t.Expression = value;
  initializer(node, c, (prologue) => {
    const converted = valueFor(value, undefined, name ?? "", c);
    result = prologue.length === 0 ? converted : callNow([...prologue, t.returnStatement(converted)]);
  });
  return key ? c.support("named", result, key) : result;
}

/** An arrow function with these statements, called at once. */
export function callNow(statements: t.Statement[]): t.CallExpression {
  return t.callExpression(t.arrowFunctionExpression([], t.blockStatement(statements)), []);
}

export function staticBlock(node: t.StaticBlock, c: Converter): void {
  initializer(node, c, (prologue) => { node.body = [...prologue, ...c.statements(node.body)]; });
}

function initializer(node: InitializerNode, c: Converter, work: (prologue: t.Statement[]) => void): void {
  const outer = { context: c.context, scope: c.scope };
  const fn = c.analysis.functionOf.get(node)!;
  c.context = new Context(fn, c.names, c.result.localOf, c.analysis.names);
  c.scope = fn.parameters;
  const self = fn.parameters.variables.get("this");
  const values = new Map(self ? [[self, t.thisExpression()]] : []);
  work(enterScope(fn.parameters, node.type === "StaticBlock" ? node.body : [], c, values));
  c.context = outer.context;
  c.scope = outer.scope;
}
