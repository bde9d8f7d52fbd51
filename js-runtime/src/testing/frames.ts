import { inspect } from "node:util";
import type { FrameView } from "../abi.js";
import { copyOf } from "./copy.js";

/** A function of the thread that waits at an await. */
export interface ThreadFrame {
  /** Empty for a function that has no name. */
  readonly name: string;
  /** Of the await, relative to the package of the entry module; line and column count from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What it awaits, in words: `ref "approval"`, `Promise.race`, `reserve()`. */
  readonly awaits: string;
  /** Combinators by which it waits for the frame before it, inner first: `Promise.all (index 1)`. */
  readonly through: readonly string[];
  /**
   * The variables that the function still needs and those captured around it, by source name, inner ones hiding outer ones. Copies: of
   * class instances the properties, of functions and promises a `Shown`.
   */
  readonly locals: Readonly<Record<string, unknown>>;
}

/** @param branches what the bundle says; the values are of its realm and may change with it */
export function framesOf(branches: readonly (readonly FrameView[])[]): ThreadFrame[][] {
  const copy = copyOf();
  return branches.map((branch) => branch.map(({ name, file, line, column, awaits, through, variables }) => ({
    name, file, line, column, awaits, through: [...through],
    locals: Object.fromEntries(variables.map(([local, value]) => [local, copy(value)])),
  })));
}

/** For people: a paragraph for each branch, with what it waits for and a line for each frame. */
export function describe(branches: readonly (readonly ThreadFrame[])[]): string {
  return branches.map((branch) => [`waits for ${branch[0]!.awaits}`, ...branch.flatMap(frameLines)].join("\n")).join("\n\n");
}

function frameLines({ name, file, line, column, through, locals }: ThreadFrame): string[] {
  const at = `${file}:${line}:${column}`;
  const values = Object.entries(locals).map(([local, value]) => `${local} = ${inspect(value, { breakLength: Infinity, depth: 2 })}`);
  return [
    ...through.map((label) => `    at ${label}`),
    name === "" ? `    at ${at}` : `    at ${name} (${at})`,
    ...values.map((value) => `          ${value}`),
  ];
}
