import * as t from "@babel/types";
import type { Analysis, Variable } from "./2-analyze/model.js";
import type { Frame } from "./4-lower/frame.js";
import type { Located, SourcePosition } from "./errors.js";

/** A variable that is plainly initialized with a value that no continuation can hold. */
interface Capture {
  readonly variable: Variable;
  readonly kind: string;
  readonly declarator: t.VariableDeclarator;
}

/** Constructors of values that no codec writes. `Proxy.revocable(...)` gives one inside an object. */
const UNSAVEABLE: Readonly<Record<string, string>> = { Proxy: "a Proxy", FinalizationRegistry: "a FinalizationRegistry" };
/** Of `Intl`; those that may be called without `new`. */
const CALLABLE_FORMATTERS = new Set(["Collator", "DateTimeFormat", "NumberFormat"]);
const FORMATTERS = new Set([...CALLABLE_FORMATTERS, "DisplayNames", "DurationFormat", "ListFormat", "Locale", "PluralRules", "RelativeTimeFormat", "Segmenter"]);

/**
 * Finds such variables among those that are read after an await in the same function. Saving a thread there would be refused when it
 * runs. Only what the text shows is found: `const p = new Proxy(...)`. Called before conversion, which changes the program.
 *
 * @returns tells the warnings, one line each, once the frames are known
 */
export function findUnsaveable({ program, variableOf }: Analysis): (frames: readonly Frame[], locate: (node: Located) => SourcePosition) => string[] {
  const found: Capture[] = [];
  t.traverseFast(program, (node) => {
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier" || !node.init) return;
    const variable = variableOf.get(node.id);
    const kind = kindOf(node.init, variableOf);
    if (variable !== undefined && kind !== undefined && !variable.isAssigned) found.push({ variable, kind, declarator: node });
  });
  return (frames, locate) => found.filter(({ variable }) => isSaved(variable, frames)).map(({ variable, kind, declarator }) => {
    const { file, line, column } = locate(declarator.id);
    return `${file}:${line}:${column}: warning: compile/unsaveable-capture: \`${variable.name}\` holds ${kind} across an await: a step that stops there is refused `
      + `(codec/unserializable-value); ${kind.includes("Intl.") ? "make it at module level, or again after the await" : "make it again after the await"}`;
  });
}

function kindOf(init: t.Expression, variableOf: ReadonlyMap<t.Node, Variable>): string | undefined {
  const isCall = init.type === "CallExpression";
  if (!isCall && init.type !== "NewExpression") return undefined;
  const { callee } = init;
  const formatter = formatterOf(callee, variableOf);
  if (formatter !== undefined) return !isCall || CALLABLE_FORMATTERS.has(formatter) ? `a native Intl.${formatter}` : undefined;
  const name = isCall && t.isMemberExpression(callee) && t.isIdentifier(callee.property, { name: "revocable" }) ? callee.object : isCall ? undefined : callee;
  return t.isIdentifier(name) && !variableOf.has(name) && Object.hasOwn(UNSAVEABLE, name.name) ? UNSAVEABLE[name.name] : undefined;
}

/** `NumberFormat` of `Intl.NumberFormat`. */
function formatterOf(callee: t.Node, variableOf: ReadonlyMap<t.Node, Variable>): string | undefined {
  if (callee.type !== "MemberExpression" || callee.computed || !t.isIdentifier(callee.object, { name: "Intl" }) || variableOf.has(callee.object)) return undefined;
  return t.isIdentifier(callee.property) && FORMATTERS.has(callee.property.name) ? callee.property.name : undefined;
}

function isSaved({ name, placement, scope }: Variable, frames: readonly Frame[]): boolean {
  if (placement !== "local") return false;
  const frame = frames.find(({ origin }) => origin === scope.fn.node);
  return frame !== undefined && frame.fields.some((field) => field.sourceName === name);
}
