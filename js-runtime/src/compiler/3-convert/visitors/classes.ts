import * as t from "@babel/types";
import { assign } from "../builders.js";
import type { Converter } from "../converter.js";
import { methodParts } from "./functions.js";

/** Classes stand at module level and stay native; their async methods start frames. */
export function classNode(node: t.Class, c: Converter): t.Node {
  const scope = c.scopeOf(node);
  c.inside(scope, () => {
    if (node.superClass) node.superClass = c.expression(node.superClass);
    for (const one of node.body.body) if (one.type === "ClassMethod") classMethod(one, c);
  });
  if (node.type === "ClassDeclaration") return classDeclaration(node, c);
  const alias = node.id && c.names.support(`class_${node.id.name}_${node.start}`);
  return alias && c.result.classNames.includes(alias) ? assign(t.identifier(alias), node) : node;
}

function classDeclaration(node: t.ClassDeclaration, c: Converter): t.Statement {
  const variable = c.analysis.variableOf.get(node.id!)!;
  if (variable.placement === "native") return node;
  const alias = c.names.support(`class_${node.id!.name}_${node.start}`);
  const value = t.classExpression(node.id, node.superClass, node.body);
  const isAliased = c.result.classNames.includes(alias);
  return t.expressionStatement(assign(c.place(variable), isAliased ? assign(t.identifier(alias), value) : value));
}

function classMethod(node: t.ClassMethod, c: Converter): void {
  if (node.computed) node.key = c.expression(node.key as t.Expression);
  const { params, body } = methodParts(c.analysis.functionOf.get(node)!, node, c);
  node.params = params;
  node.body = body;
  node.async = false;
}
