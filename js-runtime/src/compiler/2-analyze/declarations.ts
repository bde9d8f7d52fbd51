import * as t from "@babel/types";
import type { Problems } from "../errors.js";
import { problems } from "../problems.js";
import type { FunctionInfo, Scope, Variable, VariableKind } from "./model.js";

/** The identifiers that a declaration's pattern binds, in source order. */
export function boundNames(pattern: t.Node): t.Identifier[] {
  switch (pattern.type) {
    case "Identifier": return [pattern];
    case "AssignmentPattern": return boundNames(pattern.left);
    case "RestElement": return boundNames(pattern.argument);
    case "ArrayPattern": return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => boundNames(property.type === "RestElement" ? property : property.value));
    default: return [];
  }
}

/** Declares what a block's statement list declares lexically: let, const, classes and functions. */
export function declareLexical(statements: readonly t.Statement[], scope: Scope): void {
  for (const statement of statements) {
    if (statement.type === "VariableDeclaration" && statement.kind !== "var") declareAll(statement, statement.kind as "let" | "const", scope);
    else if (statement.type === "FunctionDeclaration") scope.declare(statement.id!.name, "function");
    else if (statement.type === "ClassDeclaration") {
      scope.declare(statement.id!.name, "class").initializedAt = Infinity;
    }
  }
}

/** Declares the `var` variables of a function body or program, wherever they stand in it (ECMA-262 8.2.6 VarScopedDeclarations). */
export function declareVars(node: t.Node, scope: Scope): void {
  if (node.type === "VariableDeclaration") {
    if (node.kind === "var") declareAll(node, "var", scope);
    return;
  }
  if (!t.isStatement(node) && node.type !== "SwitchCase" && node.type !== "CatchClause" && node.type !== "Program") return;
  if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") return;
  forEachChild(node, (child) => declareVars(child, scope));
}

function declareAll(declaration: t.VariableDeclaration, kind: VariableKind, scope: Scope): void {
  for (const { id } of declaration.declarations) {
    for (const { name } of boundNames(id)) {
      const variable = scope.declare(name, kind);
      if (kind !== "var") variable.initializedAt = Infinity;
    }
  }
}

/** Declares what a function's body declares; a `var` that has a parameter's name is that parameter. */
export function declareBody(body: t.BlockStatement, fn: FunctionInfo, scope: Scope, found: Problems): void {
  declareVars(body, scope);
  const { parameters } = fn;
  if (scope !== parameters) {
    for (const [name, variable] of scope.variables) {
      const parameter = parameters.variables.get(name);
      if (variable.kind !== "var" || !parameter) continue;
      // Two variables then, the second initialized from the first (10.2.11 step 28); nobody writes that on purpose.
      if (parameter.references.some((reference) => reference.scope.fn !== fn)) found.report(problems.parameterRedeclared(name), body);
      scope.variables.delete(name);
    }
  }
  declareLexical(body.body, scope);
}

/** Declares the imported names: all of them come from kafka-workflow. */
export function declareImports(node: t.ImportDeclaration, scope: Scope, variableOf: Map<t.Node, Variable>): void {
  for (const specifier of node.specifiers) {
    const variable = scope.declare(specifier.local.name, "import");
    variable.declarations = 1;
    variable.imported = specifier.type === "ImportNamespaceSpecifier" ? "*"
      : specifier.type === "ImportDefaultSpecifier" ? "default"
      : specifier.imported.type === "Identifier" ? specifier.imported.name : specifier.imported.value;
    variableOf.set(specifier.local, variable);
  }
}

/** Calls `visit` for each child node, in source order. */
export function forEachChild(node: t.Node, visit: (child: t.Node) => void): void {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const child of value) if (child) visit(child as t.Node);
    } else if (value) visit(value as t.Node);
  }
}
