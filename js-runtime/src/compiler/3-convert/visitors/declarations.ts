import * as t from "@babel/types";
import { boundNames } from "../../2-analyze/declarations.js";
import type { Scope, Variable } from "../../2-analyze/model.js";
import { assign, at, declare, statement, undefinedValue } from "../builders.js";
import type { Converter } from "../converter.js";
import { nameValue, target, valueFor } from "./assignments.js";

/** A declaration stays one for its native variables; the others are assigned in their places. */
export function variableDeclaration(node: t.VariableDeclaration, c: Converter): t.Statement[] {
  return node.declarations.flatMap((declarator) => at2(declareOne(declarator, node, c), declarator));
}

function at2(statements: t.Statement[], origin: t.Node): t.Statement[] {
  for (const one of statements) if (!one.loc) at(one, origin);
  return statements;
}

function declareOne(declarator: t.VariableDeclarator, { kind }: t.VariableDeclaration, c: Converter): t.Statement[] {
  const { id, init } = declarator;
  const variables = boundNames(id).map((name) => c.analysis.variableOf.get(name)!);
  const natives = variables.filter((variable) => variable.placement === "native");
  const isEmptyPattern = variables.length === 0 && c.fn.isLowered; // nothing keeps its place as a declaration
  if (natives.length === variables.length && !isEmptyPattern) {
    if (init) declarator.init = initializer(declarator, variables, c);
    declarator.id = target(id, c) as typeof declarator.id;
    return [t.variableDeclaration(kind, [declarator])];
  }
  if (!init) {
    const [variable] = variables;
    const isFresh = kind === "var" || (variable!.placement === "record" && !variable!.isChecked);
    return isFresh ? [] : [statement(assign(c.place(variable!), undefinedValue()))];
  }
  const value = initializer(declarator, variables, c);
  const result: t.Statement[] = natives.map((variable) => declare(kind === "var" ? "var" : "let", variable.name));
  result.push(statement(at(assign(target(id, c), value), declarator)));
  return result;
}

function initializer({ id, init }: t.VariableDeclarator, variables: Variable[], c: Converter): t.Expression {
  if (id.type !== "Identifier") return c.expression(init!);
  nameValue(init!, id.name, c);
  return valueFor(init!, variables[0], id.name, c);
}

/** What a scope needs before its first statement: its record, locals in their dead zone, and its functions. */
export function enterScope(scope: Scope, statements: readonly t.Statement[], c: Converter,
                           values?: ReadonlyMap<Variable, t.Expression>): t.Statement[] {
  const result: t.Statement[] = [];
  if (scope.record) result.push(bindHolder(scope, c.newRecord(scope, values), c));
  for (const variable of scope.variables.values()) {
    if (variable.isChecked && variable.placement === "local") result.push(statement(assign(c.place(variable), c.deadZone)));
  }
  result.push(...hoistFunctions(scope, statements, c));
  return result;
}

export function bindHolder(scope: Scope, value: t.Expression, c: Converter): t.Statement {
  return c.isExploded(scope) ? statement(assign(c.holder(scope), value)) : declare("let", scope.record!.holder, value);
}

/** Function declarations get their value when their block is entered (14.2.3 BlockDeclarationInstantiation). */
function hoistFunctions(scope: Scope, statements: readonly t.Statement[], c: Converter): t.Statement[] {
  const result: t.Statement[] = [];
  const last = new Map<string, t.FunctionDeclaration>();
  for (const one of statements) if (one.type === "FunctionDeclaration") last.set(one.id!.name, one);
  for (const one of last.values()) {
    const variable = c.analysis.variableOf.get(one.id!)!;
    const value = c.expression(one as unknown as t.Expression);
    if (variable.placement !== "native") result.push(statement(at(assign(c.place(variable), value), one)));
    else result.push(at(declare(scope === c.fn.body || scope === c.fn.parameters ? "var" : "let", variable.name, value), one));
  }
  return result;
}
