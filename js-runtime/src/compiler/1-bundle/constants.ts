import { extname } from "node:path";
import { parse, type ParserPlugin } from "@babel/parser";
import * as t from "@babel/types";
import type { Message } from "esbuild";

/** Whether esbuild refuses to bundle an assignment to a constant, which the language leaves to the moment it runs. */
export function isConstantAssignment({ text, location }: Message): boolean {
  return location !== null && /because it is a constant$/.test(text);
}

/**
 * Replaces the targets that `messages` point at by places that throw the language's TypeError when they are assigned to
 * (ECMA-262 9.1.1.1.5 SetMutableBinding), or the ReferenceError when it is too early for that. No line moves.
 */
export function throwingTargets(text: string, file: string, messages: readonly Message[]): string {
  if (messages.length === 0) return text;
  const offsets = new Set(messages.map(({ location }) => offsetOf(text, location!)));
  const edits: { start: number; end: number; text: string }[] = [];
  const program = parse(text, { sourceType: "module", errorRecovery: true, plugins: pluginsOf(file) });
  t.traverse(program, (node, ancestors) => {
    if (node.type !== "Identifier" || !offsets.delete(node.start!)) return;
    const parent = ancestors.at(-1)!.node;
    const property = parent.type === "AssignmentPattern" ? ancestors.at(-2)?.node : parent;
    const isShorthand = property?.type === "ObjectProperty" && property.shorthand;
    const value = node.name === "value" ? "value_" : "value";
    const place = `({ get v() { return ${node.name}; }, set v(${value}) { ${node.name}; throw new TypeError("Assignment to constant variable."); } }).v`;
    edits.push({ start: node.start!, end: node.end!, text: isShorthand ? `${node.name}: ${place}` : place });
  });
  return edits.sort((a, b) => b.start - a.start).reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

/** esbuild counts columns in bytes. */
function offsetOf(text: string, { line, column, lineText }: NonNullable<Message["location"]>): number {
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf("\n", start) + 1;
  return start + Buffer.from(lineText).subarray(0, column).toString().length;
}

function pluginsOf(file: string): ParserPlugin[] {
  const extension = extname(file);
  const decorators: ParserPlugin = "decorators";
  if (/^\.[cm]?ts$/.test(extension)) return ["typescript", decorators];
  return extension === ".tsx" ? ["typescript", "jsx", decorators] : ["jsx", decorators];
}
