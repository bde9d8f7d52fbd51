import * as t from "@babel/types";
import type { Analysis } from "../2-analyze/model.js";
import type { Problems } from "../errors.js";
import type { Names } from "../names.js";
import { assign, at, declare, statement } from "./builders.js";
import { type Converted, Converter, type Visitor } from "./converter.js";
import { assignmentExpression, updateExpression } from "./visitors/assignments.js";
import { blockStatement, catchClause, labeledStatement, returnStatement, switchStatement } from "./visitors/blocks.js";
import { callExpression, memberExpression, taggedTemplateExpression, unaryExpression } from "./visitors/calls.js";
import { classNode } from "./visitors/classes.js";
import { variableDeclaration } from "./visitors/declarations.js";
import { functionValue } from "./visitors/functions.js";
import { forEachStatement, forStatement } from "./visitors/loops.js";
import { objectExpression } from "./visitors/objects.js";
import { binaryExpression } from "./visitors/privates.js";
import { identifier, metaProperty, thisExpression } from "./visitors/references.js";

/** Node types that mean more than the sum of their children. */
const visitors: Readonly<Record<string, Visitor>> = {
  ArrowFunctionExpression: functionValue,
  AssignmentExpression: assignmentExpression,
  BinaryExpression: binaryExpression,
  BlockStatement: blockStatement,
  BreakStatement: (node: t.Node) => node,
  CallExpression: callExpression,
  CatchClause: catchClause,
  ClassDeclaration: classNode,
  ClassExpression: classNode,
  ContinueStatement: (node: t.Node) => node,
  ForInStatement: forEachStatement,
  ForOfStatement: forEachStatement,
  ForStatement: forStatement,
  FunctionDeclaration: functionValue,
  FunctionExpression: functionValue,
  Identifier: identifier,
  LabeledStatement: labeledStatement,
  MemberExpression: memberExpression,
  MetaProperty: metaProperty,
  ObjectExpression: objectExpression,
  ReturnStatement: returnStatement,
  SwitchStatement: switchStatement,
  TaggedTemplateExpression: taggedTemplateExpression,
  ThisExpression: thisExpression,
  UnaryExpression: unaryExpression,
  UpdateExpression: updateExpression,
  VariableDeclaration: variableDeclaration,
};

/** Phase 3: closure conversion. */
export function convert(analysis: Analysis, names: Names, problems: Problems): Converted {
  const converter = new Converter(analysis, names, problems, visitors);
  const { result } = converter;
  const hoisted: t.Statement[] = [];
  const rest: t.Statement[] = [];
  for (const node of analysis.program.body) {
    if (node.type === "ImportDeclaration") continue;
    if (node.type === "FunctionDeclaration") hoisted.push(moduleFunction(node, converter));
    else if (node.type === "ExportNamedDeclaration") collectExports(node, converter);
    else rest.push(...converter.statements([node]));
  }
  result.program.push(...hoisted, ...rest);
  return result;
}

/** A function declaration of the module, which code above it may use. */
function moduleFunction(node: t.FunctionDeclaration, c: Converter): t.Statement {
  const variable = c.analysis.variableOf.get(node.id!)!;
  const value = c.expression(node as unknown as t.Expression);
  if (variable.placement !== "native") return at(statement(assign(c.place(variable), value)), node);
  if (value.type !== "FunctionExpression") return at(declare("const", variable.name, value), node);
  return at(t.functionDeclaration(value.id, value.params, value.body), node);
}

function collectExports(node: t.ExportNamedDeclaration, c: Converter): void {
  for (const specifier of node.specifiers) {
    if (specifier.type !== "ExportSpecifier") continue;
    const name = specifier.exported.type === "Identifier" ? specifier.exported.name : specifier.exported.value;
    c.result.exports.set(name, c.expression(specifier.local));
  }
}
