import * as t from "@babel/types";
import { problems as problem } from "../../problems.js";
import { assign, statement } from "../builders.js";
import { Context } from "../context.js";
import type { Converter } from "../converter.js";
import { nameValue } from "./assignments.js";
import { enterScope } from "./declarations.js";
import { methodParts } from "./functions.js";
import { classAlias } from "./references.js";

/** Classes stand at module level and stay native; their async methods start frames. */
export function classNode(node: t.Class, c: Converter): t.Node {
  const scope = c.scopeOf(node);
  c.inside(scope, () => {
    if (node.superClass) node.superClass = c.expression(node.superClass);
    for (const one of node.body.body) {
      if (one.type === "ClassMethod") classMethod(one, c);
      else if (one.type === "ClassProperty") classProperty(one, c);
      else if (one.type === "StaticBlock") staticBlock(one, c);
    }
  });
  const alias = classAlias(node, c);
  if (c.result.classNames.includes(alias)) node.body.body.unshift(t.staticBlock([statement(assign(t.identifier(alias), t.thisExpression()))]));
  if (node.type === "ClassExpression") return node;
  const variable = c.analysis.variableOf.get(node.id!)!;
  if (variable.placement === "native") return node;
  return statement(assign(c.place(variable), t.classExpression(node.id, node.superClass, node.body)));
}

function classMethod(node: t.ClassMethod, c: Converter): void {
  if (node.computed) node.key = c.expression(node.key as t.Expression);
  const { params, body } = methodParts(c.analysis.functionOf.get(node)!, node, c);
  node.params = params;
  node.body = body;
  node.async = false;
}

/** A field's initializer stays in the class; what closures capture of it is made in an arrow function called at once. */
function classProperty(node: t.ClassProperty, c: Converter): void {
  if (node.computed) node.key = c.expression(node.key as t.Expression);
  const { value } = node;
  if (!value) return;
  const key = node.key;
  if (!node.computed) nameValue(value, key.type === "Identifier" ? key.name : String((key as t.StringLiteral | t.NumericLiteral).value), c);
  else if (c.analysis.functionOf.get(value)) c.problems.report(problem.unsupportedSyntax("of a computed class field that holds a function"), node);
  initializer(node, c, (prologue) => {
    const converted = c.expression(value);
    node.value = prologue.length === 0 ? converted
      : t.callExpression(t.arrowFunctionExpression([], t.blockStatement([...prologue, t.returnStatement(converted)])), []);
  });
}

function staticBlock(node: t.StaticBlock, c: Converter): void {
  initializer(node, c, (prologue) => { node.body = [...prologue, ...c.statements(node.body)]; });
}

function initializer(node: t.ClassProperty | t.StaticBlock, c: Converter, work: (prologue: t.Statement[]) => void): void {
  const outer = { context: c.context, scope: c.scope };
  const fn = c.analysis.functionOf.get(node)!;
  c.context = new Context(fn, c.names, c.result.localOf, c.analysis.names);
  c.scope = fn.parameters;
  const self = fn.parameters.variables.get("this");
  const values = new Map(self ? [[self, t.thisExpression()]] : []);
  work(enterScope(fn.parameters, node.type === "StaticBlock" ? node.body : [], c, values));
  c.context = outer.context;
  c.scope = outer.scope;
}
