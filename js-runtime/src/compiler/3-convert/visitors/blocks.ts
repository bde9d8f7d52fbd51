import * as t from "@babel/types";
import { assign, at, declare, statement } from "../builders.js";
import type { Converter } from "../converter.js";
import { target } from "./assignments.js";
import { enterScope } from "./declarations.js";

export function blockStatement(node: t.BlockStatement, c: Converter): t.Statement {
  return c.inside(c.scopeOf(node), () => {
    const prologue = enterScope(c.scope, node.body, c);
    return at(t.blockStatement([...prologue, ...c.statements(node.body)]), node);
  });
}


export function catchClause(node: t.CatchClause, c: Converter): t.CatchClause {
  if (!node.param) {
    node.body = c.convert(node.body) as t.BlockStatement;
    return node;
  }
  const scope = c.scopeOf(node);
  return c.inside(scope, () => {
    const isNative = [...scope.variables.values()].every((variable) => variable.placement === "native");
    if (isNative) {
      node.param = target(node.param!, c) as typeof node.param;
      node.body = c.convert(node.body) as t.BlockStatement;
      return node;
    }
    const caught = c.isExploded(scope) ? c.temporary() : t.identifier(c.names.error);
    const body: t.Statement[] = [];
    for (const variable of scope.variables.values()) if (variable.placement === "native") body.push(declare("let", variable.name));
    body.push(...enterScope(scope, [], c));
    const value = c.isExploded(scope) ? c.context.use(c.context.localOf.get(caught)!) : t.identifier(c.names.error);
    body.push(statement(assign(target(node.param!, c), value)), c.convert(node.body) as t.Statement);
    return at(t.catchClause(caught, t.blockStatement(body)), node);
  });
}

/** A switch with a record or functions of its own computes its value first, outside of their scope. */
export function switchStatement(node: t.SwitchStatement, c: Converter): t.Statement {
  return switchParts(node, c).reduceRight<t.Statement>((inner, outer) => t.blockStatement([outer, inner]), node);
}

/** Converts the switch in place and returns what must come before it, each in a block of its own. */
export function switchParts(node: t.SwitchStatement, c: Converter): t.Statement[] {
  node.discriminant = c.expression(node.discriminant);
  const scope = c.scopeOf(node);
  return c.inside(scope, () => {
    const prologue = enterScope(scope, node.cases.flatMap((one) => one.consequent), c);
    for (const one of node.cases) {
      if (one.test) one.test = c.expression(one.test);
      one.consequent = c.statements(one.consequent);
    }
    if (prologue.length === 0) return [];
    if (c.isExploded(scope)) {
      const value = c.context.temporary();
      const compute = statement(assign(c.context.use(value), node.discriminant));
      node.discriminant = c.context.use(value);
      return [compute, ...prologue];
    }
    const name = c.names.support(`switch_${node.start}`);
    const compute = declare("let", name, node.discriminant);
    node.discriminant = t.identifier(name);
    return [compute, ...prologue];
  });
}

/** A loop may need statements before it; its labels stay on the loop. */
export function labeledStatement(node: t.LabeledStatement, c: Converter): t.Statement[] {
  const converted = c.convert(node.body);
  const list = Array.isArray(converted) ? converted : [converted as t.Statement];
  let holder = list;
  while (holder.length > 0 && isPrologueBlock(holder.at(-1)!, node.body)) holder = (holder.at(-1) as t.BlockStatement).body;
  const last = holder.pop();
  holder.push(at(t.labeledStatement(node.label, last ?? t.emptyStatement()), node));
  return list;
}

/** A block that conversion put around a labeled loop or switch. */
function isPrologueBlock(statement: t.Statement, original: t.Statement): boolean {
  let inner: t.Statement = original;
  while (inner.type === "LabeledStatement") inner = inner.body;
  return statement.type === "BlockStatement" && inner.type !== "BlockStatement" && !statement.loc;
}

/** 14.10.1: an async generator awaits what it returns. */
export function returnStatement(node: t.ReturnStatement, c: Converter): t.Statement {
  if (!node.argument) return node;
  const value = c.expression(node.argument);
  node.argument = c.fn.isAsync && c.fn.isGenerator ? at(t.awaitExpression(value), node) : value;
  return node;
}
