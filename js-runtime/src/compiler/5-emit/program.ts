import { parse } from "@babel/parser";
import * as t from "@babel/types";
import type { Analysis, RecordLayout, Variable } from "../2-analyze/model.js";
import { assign, declare, member, statement, undefinedValue } from "../3-convert/builders.js";
import type { Converted } from "../3-convert/converter.js";
import type { Frame } from "../4-lower/frame.js";
import type { Names } from "../names.js";
import { privatesText } from "./privates.js";
import { supportText } from "./support.js";

/** The statements of a bundle after `$.begin`: definitions, the program, and the hand-over to the runtime. */
export function programStatements(analysis: Analysis, converted: Converted, frames: readonly Frame[], names: Names): t.Statement[] {
  const abi = (name: string, ...args: t.Expression[]): t.CallExpression => t.callExpression(member(t.identifier(names.abi), name), args);
  const layouts: [number, t.Statement[]][] = frames.map((frame) => [frame.id, frameStatements(frame, names, abi)]);
  for (const { record } of analysis.scopes) if (record) layouts.push([record.id, recordStatements(record, names, abi)]);
  layouts.sort((a, b) => a[0] - b[0]);
  const closures = [...converted.closures].sort((a, b) => a.functionId - b.functionId).map(({ functionId, make }) =>
    declare("const", names.closure(functionId), abi("closure", t.numericLiteral(functionId), make)));
  return [
    declare("const", names.api, member(t.identifier(names.abi), "api")),
    declare("const", names.module, moduleObject(analysis, names)),
    ...parse(supportText(converted.support, (name) => (name === "abi" ? names.abi : names.support(name)))).program.body.map(withoutPositions),
    ...parse(privatesText(analysis.privates, names)).program.body.map(withoutPositions),
    ...converted.classNames.map((name) => declare("let", name)),
    ...converted.templates.map(({ name, template }) => declare("const", name, t.taggedTemplateExpression(identity(), template))),
    ...layouts.flatMap(([, statements]) => statements),
    ...closures,
    ...converted.privateMethods.map(({ name, methods }) => declare("const", name, methods)),
    ...converted.program,
    t.returnStatement(abi("end", t.arrowFunctionExpression([], exportsObject(converted)), t.arrowFunctionExpression([], roots(analysis, converted, names)))),
  ];
}

type Call = (name: string, ...args: t.Expression[]) => t.CallExpression;

function frameStatements(frame: Frame, names: Names, abi: Call): t.Statement[] {
  const name = names.frame(frame.id);
  const field = (key: string, value: t.Expression): t.Statement => statement(assign(member(t.thisExpression(), key), value));
  const parameters = frame.fields.filter((local) => local.isParameter);
  const constructor = t.functionDeclaration(t.identifier(name), parameters.map((local) => t.identifier(local.name)), t.blockStatement([
    ...frame.ownFields.map((own) => field(own, own === "pc" ? t.numericLiteral(0) : undefinedValue())),
    ...frame.fields.map((local) => field(local.name, local.isParameter ? t.identifier(local.name) : undefinedValue())),
  ]));
  const fields = t.arrayExpression([...frame.ownFields, ...frame.fields.map((local) => local.name)].map((one) => t.stringLiteral(one)));
  const variants = t.arrayExpression(frame.variants.map((list) => (list ? t.arrayExpression(list.map((index) => t.numericLiteral(index))) : t.nullLiteral())));
  const register = statement(abi("frame", t.numericLiteral(frame.id), t.identifier(name), fields, variants, named(frame.run, frame.name),
    ...(frame.kind === undefined ? [] : [t.numericLiteral(frame.kind)])));
  const handlers = frame.handlers && declare("const", names.handlers(frame.id), t.arrayExpression(frame.handlers.map((pc) => t.numericLiteral(pc))));
  return [constructor, ...(handlers ? [handlers] : []), register];
}

/** `run` as a method, whose name shows in stack traces and, unlike that of a function expression, hides no variable in it. */
function named(run: t.FunctionExpression, name: string): t.Expression {
  if (name === "") return run;
  const method = t.objectMethod("method", t.stringLiteral(name), run.params, run.body);
  return t.memberExpression(t.objectExpression([method]), t.stringLiteral(name), true);
}

function recordStatements({ id, variables }: RecordLayout, names: Names, abi: Call): t.Statement[] {
  const fields = ["p", ...variables.map(({ field }) => field)];
  const constructor = t.functionDeclaration(t.identifier(names.record(id)), fields.map((_, index) => t.identifier(`a${index}`)), t.blockStatement(
    fields.map((field, index) => statement(assign(member(t.thisExpression(), field), t.identifier(`a${index}`))))));
  return [constructor, statement(abi("scope", t.numericLiteral(id), t.identifier(names.record(id)), t.arrayExpression(fields.map((one) => t.stringLiteral(one)))))];
}

/** `$m`, with every property there from the start. */
function moduleObject(analysis: Analysis, names: Names): t.Expression {
  const deadZone = (): t.Expression => member(t.identifier(names.abi), "TDZ");
  const properties = moduleVariables(analysis).filter((variable) => variable.placement === "module").map((variable) =>
    t.objectProperty(t.stringLiteral(variable.name), variable.isChecked ? deadZone() : undefinedValue(), variable.name === "__proto__"));
  return t.objectExpression(properties);
}

/** Template objects come before `$m`, so that a thread that keeps one keeps that very one. */
function roots(analysis: Analysis, converted: Converted, names: Names): t.Expression {
  const natives = moduleVariables(analysis).filter((variable) => variable.placement === "native" && hasValue(variable));
  const others = [...converted.templates, ...converted.privateMethods].map(({ name }) => t.identifier(name));
  return t.arrayExpression([...natives.map((variable) => t.identifier(variable.name)), ...others, t.identifier(names.module)]);
}

/** Whether its declaration or an assignment of module code gives the binding a value. */
function hasValue(variable: Variable): boolean {
  return variable.declarations > 0 || variable.references.some(({ isWrite }) => isWrite);
}

/** In order of declaration in the bundle's text. */
function moduleVariables(analysis: Analysis): Variable[] {
  return [...analysis.module.parameters.variables.values()];
}

function exportsObject(converted: Converted): t.Expression {
  const main = converted.exports.get("default") ?? converted.exports.get("main")!;
  const manifest = converted.exports.get("manifest");
  const properties = [t.objectProperty(t.identifier("main"), main)];
  if (manifest) properties.push(t.objectProperty(t.identifier("manifest"), manifest));
  return t.objectExpression(properties);
}

function identity(): t.Expression {
  return t.arrowFunctionExpression([t.identifier("template")], t.identifier("template"));
}

/** Support code has no place in the user's source. */
function withoutPositions(node: t.Statement): t.Statement {
  t.traverseFast(node, (one) => { one.loc = null; });
  return node;
}
