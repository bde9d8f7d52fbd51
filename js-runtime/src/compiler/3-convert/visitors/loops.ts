import * as t from "@babel/types";
import { boundNames } from "../../2-analyze/declarations.js";
import type { Scope } from "../../2-analyze/model.js";
import { assign, at, declare, member, statement } from "../builders.js";
import type { Converter } from "../converter.js";
import { target } from "./assignments.js";
import { enterScope, variableDeclaration } from "./declarations.js";

/** `for (init; test; update)`. A captured loop variable gets a new record for every iteration (14.7.4.4 CreatePerIterationEnvironment). */
export function forStatement(node: t.ForStatement, c: Converter): t.Statement {
  const scope = c.scopeOf(node);
  return c.inside(scope, () => {
    const prologue = enterScope(scope, [], c);
    const { init } = node;
    const initRange = init ? [init.start!, init.end!] as const : undefined;
    if (init?.type === "VariableDeclaration") {
      const statements = variableDeclaration(init, c);
      const isNative = prologue.length === 0 && statements.length > 0 && statements.every((one) => one.type === "VariableDeclaration" && one.kind === init.kind);
      if (isNative) init.declarations = statements.flatMap((one) => (one as t.VariableDeclaration).declarations);
      else {
        prologue.push(...statements);
        node.init = null;
      }
    } else if (init) node.init = c.expression(init);
    if (initRange && copiesPerIteration(scope) && capturesInside(scope, initRange)) prologue.push(statement(copyRecord(scope, c)));
    if (node.test) node.test = c.expression(node.test);
    if (node.update) node.update = c.expression(node.update);
    if (copiesPerIteration(scope)) node.update = node.update ? t.sequenceExpression([copyRecord(scope, c), node.update]) : copyRecord(scope, c);
    node.body = c.single(node.body);
    return prologue.length === 0 ? node : t.blockStatement([...prologue, node]);
  });
}

function copiesPerIteration(scope: Scope): boolean {
  return scope.record !== undefined && scope.record.variables.some((variable) => variable.kind === "let");
}

function copyRecord(scope: Scope, c: Converter): t.Expression {
  const { id, variables } = scope.record!;
  const values = variables.map((variable) => member(c.holder(scope), variable.field));
  const parent = t.memberExpression(c.holder(scope), t.identifier("p"));
  return assign(c.holder(scope), t.newExpression(t.identifier(c.names.record(id)), [parent, ...values]));
}

function capturesInside(scope: Scope, [start, end]: readonly [number, number]): boolean {
  return scope.record!.variables.some((variable) => variable.references.some(
    (reference) => reference.scope.fn !== scope.fn && reference.node.start! >= start && reference.node.end! <= end));
}

/** `for (... in/of ...)`. Every iteration has its own scope. */
export function forEachStatement(node: t.ForInStatement | t.ForOfStatement, c: Converter): t.Statement {
  node.right = c.expression(node.right);
  const scope = c.scopeOf(node);
  return c.inside(scope, () => {
    const { left } = node;
    if (left.type !== "VariableDeclaration") {
      node.left = target(left, c) as typeof node.left;
      node.body = c.single(node.body);
      return node;
    }
    const pattern = left.declarations[0]!.id;
    const variables = boundNames(pattern).map((name) => c.analysis.variableOf.get(name)!);
    const natives = variables.filter((variable) => variable.placement === "native");
    if (natives.length === variables.length && !c.isExploded(scope)) {
      left.declarations[0]!.id = target(pattern, c) as t.Identifier;
      node.body = c.single(node.body);
      return node;
    }
    if (left.kind === "var") {
      node.left = target(pattern, c) as typeof node.left;
      node.body = c.single(node.body);
      const declarations = natives.map((variable) => declare("var", variable.name));
      return declarations.length === 0 ? node : t.blockStatement([...declarations, node]);
    }
    const prologue = enterScope(scope, [], c);
    if (c.isExploded(scope) && prologue.length === 0) {
      node.left = target(pattern, c) as typeof node.left;
      node.body = c.single(node.body);
      return node;
    }
    for (const variable of natives) prologue.push(declare("let", variable.name));
    const item = c.isExploded(scope) ? c.context.temporary() : undefined;
    const name = c.names.support(`item_${node.start}`);
    const read = (): t.Identifier => (item ? c.context.use(item) : t.identifier(name));
    prologue.push(statement(at(assign(target(pattern, c), read()), left)));
    node.left = item ? read() : declare("const", name);
    node.body = at(t.blockStatement([...prologue, c.single(node.body)]), node.body);
    return node;
  });
}

