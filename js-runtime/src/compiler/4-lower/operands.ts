import * as t from "@babel/types";
import { forEachChild } from "../2-analyze/declarations.js";
import type { Local } from "../3-convert/context.js";
import type { Lowering } from "./lowering.js";

/** One operand of an expression: where it stands, and how its value is kept when a later operand awaits. */
export interface Operand {
  readonly node: t.Expression;
  readonly replace: (value: t.Expression) => void;
  /** What to evaluate for the temporary, when that is not the operand itself. */
  readonly kept?: (value: t.Expression) => t.Expression;
}

/** An operand that is `owner[key]`. */
export function operand<T extends t.Node>(owner: T, key: keyof T, kept?: Operand["kept"]): Operand {
  const node = owner[key] as t.Expression;
  const replace = (value: t.Expression): void => { (owner as Record<keyof T, unknown>)[key] = value; };
  return kept ? { node, replace, kept } : { node, replace };
}

/**
 * Lowers operands that are evaluated from left to right. Those before the last await are evaluated into temporaries, unless
 * nothing until then can change them.
 *
 * @param before what the caller evaluates between the operands and their use; all operands are kept then.
 */
export function lowerOperands(operands: readonly Operand[], l: Lowering, before?: readonly t.Node[]): void {
  const last = before ? operands.length : operands.findLastIndex(({ node }) => l.hasAwait(node));
  operands.forEach(({ node, replace, kept }, index) => {
    if (index > last) return;
    const value = l.expression(node);
    if (index === last) return replace(value);
    const later = [...operands.slice(index + 1).map((one) => one.node), ...(before ?? [])];
    replace(!kept && isStable(value, later, l) ? value : l.use(l.keep(kept ? kept(value) : value)));
  });
}

/** Whether evaluating the expression after `later` gives what evaluating it before would. */
function isStable(value: t.Expression, later: readonly t.Node[], l: Lowering): boolean {
  if (t.isLiteral(value) && value.type !== "TemplateLiteral" && value.type !== "RegExpLiteral") return true;
  if (value.type === "UnaryExpression") return value.operator === "void" && value.argument.type === "NumericLiteral";
  if (isRecordPath(value)) return isStable((value as t.MemberExpression).object, later, l);
  const local = l.localOf(value);
  if (!local) return value.type === "Identifier" && l.names.isClosure(value.name);
  return !later.some((node) => assigns(node, local, l));
}

/** `scope.p`: records never change their parent. */
function isRecordPath(value: t.Expression): boolean {
  return value.type === "MemberExpression" && !value.loc && !value.computed && value.property.type === "Identifier" && value.property.name === "p";
}

function assigns(node: t.Node, local: Local, l: Lowering): boolean {
  const isTarget = (target: t.Node): boolean => {
    if (target.type === "Identifier") return l.localOf(target) === local;
    let found = false;
    if (t.isPattern(target) || target.type === "RestElement" || target.type === "ObjectProperty") forEachChild(target, (child) => { found ||= isTarget(child); });
    return found;
  };
  if (node.type === "AssignmentExpression" && isTarget(node.left)) return true;
  if (node.type === "UpdateExpression" && isTarget(node.argument)) return true;
  let found = false;
  forEachChild(node, (child) => { found ||= assigns(child, local, l); });
  return found;
}

/** A second use of an operand that lowering kept: a literal, a local, or the path to a record. */
export function again(node: t.Expression, l: Lowering): t.Expression {
  if (node.type === "MemberExpression") return t.memberExpression(again(node.object, l), t.cloneNode(node.property), node.computed);
  const local = l.localOf(node);
  return local ? l.use(local) : t.cloneNode(node);
}
