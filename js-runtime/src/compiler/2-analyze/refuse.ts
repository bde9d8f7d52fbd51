import type * as t from "@babel/types";
import type { Problems } from "../errors.js";
import { problems as problem } from "../problems.js";
import type { FunctionInfo, Scope } from "./model.js";

/** Reports what cannot be compiled, by the node's form alone. `super` is judged in phase 3, where its function's fate is known. */
export function refuse(node: t.Node, fn: FunctionInfo, scope: Scope, found: Problems): void {
  switch (node.type) {
    case "AwaitExpression":
      if (fn.isModule) found.report(problem.topLevelAwait(), node);
      break;
    case "Identifier":
      if (node.name === "eval") found.report(problem.eval(), node);
      break;
    case "NewExpression": case "CallExpression": {
      const { callee } = node;
      if (callee.type === "Import") found.report(problem.dynamicImport(), node);
      else if (callee.type === "Identifier" && callee.name === "Function" && isGlobal("Function", scope)) found.report(problem.functionConstructor(), node);
      break;
    }
    case "ImportExpression": found.report(problem.dynamicImport(), node); break;
    case "MetaProperty":
      if (node.meta.name === "import") found.report(problem.unsupportedSyntax("import.meta"), node);
      break;
    case "ExportNamedDeclaration":
      if (node.source) found.report(problem.reexport(), node);
      break;
    case "ExportAllDeclaration": found.report(problem.reexport(), node); break;
    case "ClassAccessorProperty":
    case "WithStatement": case "Decorator": case "ExportDefaultDeclaration": case "OptionalMemberExpression": case "OptionalCallExpression":
      found.report(problem.unsupportedSyntax(node.type), node);
      break;
  }
}

function isGlobal(name: string, scope: Scope): boolean {
  for (let around: Scope | undefined = scope; around; around = around.parent) if (around.variables.has(name)) return false;
  return true;
}
