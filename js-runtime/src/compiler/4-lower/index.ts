import type { Converted, LoweredFunction } from "../3-convert/converter.js";
import type { FunctionInfo } from "../2-analyze/model.js";
import type { Names } from "../names.js";
import { type Frame, layOut } from "./frame.js";
import { type ExpressionVisitor, Lowering, type StatementVisitor } from "./lowering.js";
import { callExpression, newExpression } from "./visitors/calls.js";
import {
  arrayExpression, assignmentExpression, awaitExpression, binaryExpression, conditionalExpression, logicalExpression,
  memberExpression, objectExpression, sequenceExpression, templateLiteral, unaryExpression, updateExpression,
} from "./visitors/expressions.js";
import { doWhileStatement, forInStatement, forOfStatement, forStatement, whileStatement } from "./visitors/loops.js";
import {
  blockStatement, expressionStatement, ifStatement, labeledStatement, returnStatement, switchStatement, throwStatement,
} from "./visitors/statements.js";
import { tryStatement } from "./visitors/try.js";
import { yieldExpression } from "./visitors/yield.js";

const expressions: Readonly<Record<string, ExpressionVisitor>> = {
  ArrayExpression: arrayExpression,
  AssignmentExpression: assignmentExpression,
  AwaitExpression: awaitExpression,
  BinaryExpression: binaryExpression,
  CallExpression: callExpression,
  ConditionalExpression: conditionalExpression,
  LogicalExpression: logicalExpression,
  MemberExpression: memberExpression,
  NewExpression: newExpression,
  ObjectExpression: objectExpression,
  SequenceExpression: sequenceExpression,
  TemplateLiteral: templateLiteral,
  UnaryExpression: unaryExpression,
  UpdateExpression: updateExpression,
  YieldExpression: yieldExpression,
};

const statements: Readonly<Record<string, StatementVisitor>> = {
  BlockStatement: blockStatement,
  DoWhileStatement: doWhileStatement,
  ExpressionStatement: expressionStatement,
  ForInStatement: forInStatement,
  ForOfStatement: forOfStatement,
  ForStatement: forStatement,
  IfStatement: ifStatement,
  LabeledStatement: labeledStatement,
  ReturnStatement: returnStatement,
  SwitchStatement: switchStatement,
  ThrowStatement: throwStatement,
  TryStatement: tryStatement,
  WhileStatement: whileStatement,
};

/** Phase 4: every async function and generator becomes a frame and the `run` that advances it. */
export function lower(converted: Converted, names: Names): Frame[] {
  return converted.loweredFunctions.map((source) => lowerOne(source, converted, names)).sort((a, b) => a.id - b.id);
}

function lowerOne(source: LoweredFunction, converted: Converted, names: Names): Frame {
  const lowering = new Lowering(source, names, converted, expressions, statements);
  lowering.run();
  return layOut(lowering, sourceName(source.fn));
}

/** The name that positions show for a function. */
export function sourceName(fn: FunctionInfo): string {
  const { node } = fn;
  if ((node.type === "FunctionDeclaration" || node.type === "FunctionExpression") && node.id) return node.id.name;
  if ((node.type === "ClassMethod" || node.type === "ObjectMethod") && !node.computed) {
    if (node.key.type === "Identifier") return node.key.name;
    if (node.key.type === "StringLiteral") return node.key.value;
  }
  if (node.type === "ClassPrivateMethod") return `#${node.key.id.name}`;
  return fn.inferredName ?? "";
}
