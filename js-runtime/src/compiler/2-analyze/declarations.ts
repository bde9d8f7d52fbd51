import * as t from "@babel/types";
import type { Scope, VariableKind } from "./model.js";

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

/** Calls `visit` for each child node, in source order. */
export function forEachChild(node: t.Node, visit: (child: t.Node) => void): void {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const child of value) if (child) visit(child as t.Node);
    } else if (value) visit(value as t.Node);
  }
}
