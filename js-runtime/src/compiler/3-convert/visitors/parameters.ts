import * as t from "@babel/types";
import { boundNames } from "../../2-analyze/declarations.js";
import type { FunctionNode, Variable } from "../../2-analyze/model.js";
import { assign, at, declare, statement, undefinedValue } from "../builders.js";
import type { Converter } from "../converter.js";
import { nameValue, target, valueFor } from "./assignments.js";
import { bindHolder, enterScope } from "./declarations.js";

export interface Parameters {
  /** What the emitted function declares. Its `length` is that of the source. */
  readonly list: t.FunctionParameter[];
  /** Runs before the body: the records, the parameters' defaults and patterns, in the order of 10.2.11 FunctionDeclarationInstantiation. */
  readonly prologue: t.Statement[];
}

type Parameter = FunctionNode["params"][number];

/** Binds the parameters of the current function and enters its scopes. Leaves the converter inside the body's scope. */
export function bindParameters(node: FunctionNode, c: Converter): Parameters {
  const { fn } = c;
  const scope = fn.parameters;
  const isSimple = node.params.every((parameter) => parameter.type === "Identifier");
  const prologue: t.Statement[] = [];
  const fields = specialValues(c);
  const list: t.FunctionParameter[] = [];
  if (isSimple) {
    for (const parameter of node.params) {
      const variable = c.analysis.variableOf.get(parameter)!;
      const value = receive((parameter as t.Identifier).name, variable, c);
      list.push(parameter as t.Identifier);
      if (variable.placement === "record") fields.set(variable, value());
    }
    prologue.push(...enterScope(scope, bodyStatements(node), c, fields));
    return { list, prologue };
  }
  const isTakenApart = fn.isLowered || scope.record !== undefined;
  if (isTakenApart) {
    if (scope.record) prologue.push(bindHolder(scope, c.newRecord(scope, fields), c));
    node.params.forEach((parameter, index) => list.push(takeApart(parameter, index, prologue, c)));
  } else for (const parameter of node.params) list.push(target(parameter, c) as t.FunctionParameter);
  if (fn.body !== scope) {
    c.scope = fn.body;
    prologue.push(...enterScope(fn.body, bodyStatements(node), c));
  }
  return { list, prologue };
}

function bodyStatements(node: FunctionNode): t.Statement[] {
  return node.body.type === "BlockStatement" ? node.body.body : [];
}

/** Captured `this`, `arguments`, `new.target` and own name: fields of the function's record from the start. */
function specialValues(c: Converter): Map<Variable, t.Expression> {
  const values = new Map<Variable, t.Expression>();
  const { fn } = c;
  for (const variable of fn.parameters.variables.values()) {
    const source = variable.references.length > 0 ? specialSource(variable, c) : undefined;
    if (!source) continue;
    if (variable.kind === "this" && fn.isDerivedConstructor) {
      if (variable.placement === "record") values.set(variable, c.deadZone); // until super() returns
    } else if (fn.isLowered) {
      const local = c.context.parameter(c.names.ofSpecial(variable.kind) ?? variable.name, variable.name, source);
      if (variable.placement === "record") values.set(variable, c.context.use(local));
      else c.context.bind(variable, local);
    } else if (variable.placement === "record") values.set(variable, source);
  }
  return values;
}

function specialSource(variable: Variable, c: Converter): t.Expression | undefined {
  switch (variable.kind) {
    case "this": return t.thisExpression();
    case "arguments": return c.abi("arguments", t.identifier("arguments"));
    // An async function or generator is never a constructor.
    case "new.target": return c.fn.isLowered ? undefinedValue() : t.metaProperty(t.identifier("new"), t.identifier("target"));
    case "self": return t.identifier(c.fn.isGenerator ? c.names.generator : variable.name);
    default: return undefined;
  }
}

/** Makes the argument that arrives as native parameter `name` readable in the function's code. */
function receive(name: string, variable: Variable | undefined, c: Converter): () => t.Expression {
  if (!c.fn.isLowered) return () => t.identifier(name);
  const local = c.context.parameter(name, variable?.name, t.identifier(name));
  if (variable?.placement === "local") c.context.bind(variable, local);
  return () => c.context.use(local);
}

/**
 * One parameter of a list that the function binds itself: the argument arrives under a plain name, and the prologue does what the
 * language does. A default of `void 0` changes no value but ends the count of `length`.
 */
function takeApart(parameter: Parameter, index: number, prologue: t.Statement[], c: Converter): t.FunctionParameter {
  const isRest = parameter.type === "RestElement";
  const hasDefault = parameter.type === "AssignmentPattern";
  const pattern = (isRest ? parameter.argument : hasDefault ? parameter.left : parameter) as t.Node;
  const variable = pattern.type === "Identifier" ? c.analysis.variableOf.get(pattern) : undefined;
  const isPlain = variable !== undefined && variable.placement !== "record" && !variable.isChecked;
  const name = isPlain ? variable.name : c.names.parameter(index);
  const argument = receive(name, isPlain ? variable : undefined, c);
  for (const bound of boundNames(pattern)) {
    const one = c.analysis.variableOf.get(bound)!;
    if (one.placement === "native" && !isPlain) prologue.push(declare("var", one.name));
    else if (one.placement === "local" && one.isChecked) prologue.unshift(statement(assign(c.place(one), c.deadZone)));
  }
  if (hasDefault) {
    if (variable) nameValue(parameter.right, variable.name, c);
    const value = valueFor(parameter.right, variable, variable?.name ?? "", c);
    const chosen = t.conditionalExpression(t.binaryExpression("===", argument(), undefinedValue()), value, argument());
    if (isPlain) {
      const set = statement(assign(argument() as t.LVal, value));
      prologue.push(at(t.ifStatement(t.binaryExpression("===", argument(), undefinedValue()), set), parameter));
    } else prologue.push(statement(at(assign(target(pattern, c), chosen), parameter)));
  } else if (!isPlain) prologue.push(statement(at(assign(target(pattern, c), argument()), parameter)));
  const native = t.identifier(name);
  return isRest ? t.restElement(native) : hasDefault ? t.assignmentPattern(native, undefinedValue()) : native;
}
