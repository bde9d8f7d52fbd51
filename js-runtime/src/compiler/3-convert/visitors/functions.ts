import * as t from "@babel/types";
import type { FunctionInfo, FunctionNode } from "../../2-analyze/model.js";
import { at, declare, member, named } from "../builders.js";
import { Context } from "../context.js";
import type { Converter } from "../converter.js";
import { bindParameters } from "./parameters.js";

/** A function after conversion: what its native form declares and does. */
interface Emitted {
  readonly params: t.FunctionParameter[];
  readonly body: t.BlockStatement | t.Expression;
}

/** Any function used as a value: itself when it is native, else the call that creates it. */
export function functionValue(node: t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression, c: Converter): t.Expression {
  const fn = c.analysis.functionOf.get(node)!;
  const emitted = convertFunction(fn, node, c);
  if (!fn.isNative) return closure(fn, bare(fn, node, emitted, ownName(fn)), c);
  if (!fn.isLowered) return bare(fn, node, emitted, ownName(fn));
  const name = node.type === "FunctionExpression" ? node.id?.name : undefined;
  const value = bare(fn, node, emitted, ownName(fn));
  if (usesOwnName(fn)) return t.callExpression(t.arrowFunctionExpression([], bindName(name!, value)), []);
  return name === undefined ? value : named(value, name);
}

/** Converts parameters and body; an async function's body goes to phase 4 and a call that starts its frame takes its place. */
export function convertFunction(fn: FunctionInfo, node: FunctionNode, c: Converter): Emitted {
  const outer = { context: c.context, scope: c.scope };
  c.context = new Context(fn, c.names, c.result.localOf, c.analysis.names);
  c.scope = fn.parameters;
  if (fn.isLowered && fn.scopeParameter) {
    c.context.bindHolder(c.names.scope, c.context.parameter(c.names.scope, undefined, t.identifier(c.names.scope)));
  }
  const { list, prologue } = bindParameters(node, c);
  const emitted = emitBody(fn, node, list, prologue, c);
  c.context = outer.context;
  c.scope = outer.scope;
  return emitted;
}

function emitBody(fn: FunctionInfo, node: FunctionNode, params: t.FunctionParameter[], prologue: t.Statement[], c: Converter): Emitted {
  const isExpression = node.body.type !== "BlockStatement";
  if (!fn.isLowered && isExpression && prologue.length === 0) return { params, body: c.expression(node.body as t.Expression) };
  const statements = isExpression
    ? [at(t.returnStatement(c.expression(node.body as t.Expression)), node.body)] : c.statements((node.body as t.BlockStatement).body);
  if (!fn.isLowered) return { params, body: at(t.blockStatement([...prologue, ...statements]), node.body) };
  const bindsFirst = fn.isGenerator && runsCodeInParameters(node);
  c.result.loweredFunctions.push({ fn, context: c.context, prologue, bindsFirst, body: statements });
  const frame = at(t.newExpression(t.identifier(c.names.frame(fn.frameId)), c.context.frameArguments), node);
  if (!fn.isGenerator) return { params, body: at(c.abi("start", frame), node) };
  const made = t.identifier(fn.isClassElement ? c.classGenerator(node) : c.names.generator);
  return { params, body: at(c.abi("generate", frame, made, ...(bindsFirst ? [t.booleanLiteral(true)] : [])), node) };
}

/** Whether binding the parameters runs code of the program: a generator's call does it before there is a generator object (15.5.2). */
function runsCodeInParameters(node: FunctionNode): boolean {
  return node.params.some((parameter) => parameter.type !== "Identifier");
}

/** Registers the factory of `make` and calls it. */
export function closure(fn: FunctionInfo, make: t.Expression, c: Converter): t.Expression {
  const scope = fn.scopeParameter;
  const parameters = scope ? [t.identifier(c.names.scope)] : [];
  const name = ownName(fn);
  const isNameless = make.type === "ArrowFunctionExpression" || (make.type === "FunctionExpression" && !make.id);
  const body = fn.isGenerator ? bindName(c.names.generator, generatorFunction(fn, make, c)) : usesOwnName(fn) ? bindName(name!, make)
    : name === undefined || !isNameless ? make
    : canBind(fn, name) ? bindName(name, make) : named(make, name);
  c.result.closures.push({ functionId: fn.functionId, make: t.arrowFunctionExpression(parameters, body) });
  return at(t.callExpression(t.identifier(c.names.closure(fn.functionId)), scope ? [c.record(scope)] : []), fn.node);
}

/** Makes a generator function of the one that starts its frames. */
export function generatorFunction(fn: FunctionInfo, starter: t.Expression, c: Converter): t.Expression {
  return c.abi(fn.isAsync ? "asyncGenerator" : "generator", starter);
}

/** A block that binds the function to its name: cheaper than an object, and the binding that a named async function needs. */
function bindName(name: string, value: t.Expression): t.BlockStatement {
  return t.blockStatement([declare("const", name, value), t.returnStatement(t.identifier(name))]);
}

/** Whether `name` may be bound around the function without hiding what its code means by it. */
function canBind(fn: FunctionInfo, name: string): boolean {
  return t.isValidIdentifier(name, true) && name !== "arguments" && name !== "eval" && !fn.freeNames.has(name);
}

function usesOwnName(fn: FunctionInfo): boolean {
  return fn.isLowered && [...fn.parameters.variables.values()].some((variable) => variable.kind === "self" && variable.references.length > 0);
}

/** The function's `name`, where the source says it. */
export function ownName(fn: FunctionInfo): string | undefined {
  const { node } = fn;
  if (node.type === "FunctionDeclaration" || node.type === "FunctionExpression") return node.id?.name ?? fn.inferredName;
  return node.type === "ArrowFunctionExpression" ? fn.inferredName : undefined;
}

/** The function as an expression. A lowered one is an arrow, or a method when it needs `this`: neither has a prototype. */
function bare(fn: FunctionInfo, node: FunctionNode, { params, body }: Emitted, name: string | undefined): t.Expression {
  if (fn.isLowered) {
    if (!needsMethod(fn)) return at(t.arrowFunctionExpression(params as t.ArrowFunctionExpression["params"], body), node);
    const key = name ?? "";
    const isPlain = t.isValidIdentifier(key, false) && key !== "__proto__";
    const id = isPlain ? t.identifier(key) : t.stringLiteral(key);
    const method = t.objectMethod("method", id, params as t.ObjectMethod["params"], t.blockStatement([t.returnStatement(body as t.Expression)]), !isPlain);
    const object = t.objectExpression([at(method, node)]);
    return isPlain ? member(object, key) : t.memberExpression(object, t.stringLiteral(key), true);
  }
  if (fn.isArrow) return at(t.arrowFunctionExpression(params as t.ArrowFunctionExpression["params"], body), node);
  const id = (node as t.FunctionExpression).id;
  return at(t.functionExpression(id, params as t.FunctionExpression["params"], body as t.BlockStatement), node);
}

/** Whether the starter itself reads `this` or `arguments`. */
function needsMethod(fn: FunctionInfo): boolean {
  const { variables } = fn.parameters;
  return fn.isGenerator || (!fn.isArrow && (variables.has("this") || variables.has("arguments")));
}

/** The body of a method, getter, setter or constructor that stays where it is. */
export function methodParts(fn: FunctionInfo, node: t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod, c: Converter): { params: t.FunctionParameter[]; body: t.BlockStatement } {
  const { params, body } = convertFunction(fn, node, c);
  return { params, body: body.type === "BlockStatement" ? body : t.blockStatement([t.returnStatement(body)]) };
}
