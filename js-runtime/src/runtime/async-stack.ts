import type { Core } from "./core.js";
import type { FrameBase } from "./frame.js";
import { positions } from "./positions.js";
import { job } from "./queue.js";
import { settledBy, waitersOf } from "./waiters.js";

/** Lines that an error gets at most. */
const ASYNC_LINES_MAX = 32;
const ASYNC_LINE = "    at async ";

/** Errors thrown at callers that are on the engine's stack, and so in the error's. */
const thrownAtCallers = new WeakSet<Error>();

/**
 * Adds the async call chain to the stack of an error that rejects `settles`: one line for each await and combinator
 * between there and main, in source positions. A host maps the lines above, which the JavaScript engine made.
 *
 * The engine knows only calls that are on its own stack, and those of a step are few. All that this costs, it costs when an
 * error is thrown. An error is given its chain once, where it leaves the first async function; lines below the program's (of
 * the runtime and the host) are taken off.
 *
 * @param through the await that threw the error, when it was not made in the function that it leaves
 * @param isInCall the one who will see the error is on the engine's stack
 */
export function addAsyncStack(error: unknown, settles: Core | undefined, through?: { frame: FrameBase; point: number },
                              isInCall = false): void {
  try {
    if (!(error instanceof Error) || !Object.hasOwn(error, "stack")) return;
    const { stack } = error;
    if (typeof stack !== "string") return;
    const lines = stack.split("\n");
    if (hasAsyncLines(lines)) return;
    const own = ownLines(lines);
    if (through !== undefined && !thrownAtCallers.has(error) && !isInside(lines, own)) own.push(frameLine(through.frame, through.point));
    if (isInCall) thrownAtCallers.add(error);
    error.stack = own.concat(chainOf(settles, ASYNC_LINES_MAX)).join("\n");
  } catch {
    // The error belongs to user code: frozen, or with accessors that throw. It keeps the stack that it has.
  }
}

/** The same for an error that a callback or a new call threw at the runtime, inside the job that runs now. */
export function addAsyncStackOfJob(error: unknown): void {
  addAsyncStack(error, job === undefined ? undefined : settledBy(job), undefined, true);
}

/** From the inside out. Where several wait for the same promise, the first one's chain is told. */
function chainOf(innermost: Core | undefined, linesMax: number): string[] {
  const lines: string[] = [];
  for (let core = innermost; core !== undefined && lines.length < linesMax;) {
    const waiter = waitersOf(core)[0];
    if (waiter === undefined) break;
    lines.push(waiter.kind === "frame" ? frameLine(waiter.frame, waiter.frame.pc) : ASYNC_LINE + waiter.label);
    core = waiter.settles;
  }
  return lines;
}

function frameLine(frame: FrameBase, point: number): string {
  const place = positions.place(frame.layoutId, point);
  if (place === undefined) return `${ASYNC_LINE}<unknown>`;
  const at = `${place.file}:${place.line}:${place.column}`;
  return ASYNC_LINE + (place.name === "" ? at : `${place.name} (${at})`);
}

/** The lines up to the last call of the program's; those below are the runtime's and the host's. */
function ownLines(lines: string[]): string[] {
  const program = lines.findLastIndex(isProgramLine);
  if (program >= 0) return lines.slice(0, program + 1);
  const runtime = lines.findIndex((line) => lineInBundle(line) !== undefined);
  return runtime >= 0 ? lines.slice(0, runtime) : lines;
}

/** Whether the error is new, and was made by the program: then what threw it is in its stack. One that came this way before has no other lines. */
function isInside(lines: readonly string[], own: readonly string[]): boolean {
  return own.length < lines.length && own.some(isProgramLine);
}

/** Whether the first call below those of the bundle is one of ours: an engine's own async lines come below the host's. */
function hasAsyncLines(lines: string[]): boolean {
  const last = lines.findLastIndex((line) => lineInBundle(line) !== undefined);
  return lines.find((line, i) => i > last && line.startsWith("    at "))?.startsWith(ASYNC_LINE) === true;
}

function isProgramLine(line: string): boolean {
  const number = lineInBundle(line);
  return number !== undefined && number > program.afterLine;
}

/** The line of the bundle that a line of a stack names; undefined for one that names another script. */
function lineInBundle(line: string): number | undefined {
  const at = program.file === "" ? -1 : line.lastIndexOf(program.file);
  if (at < 0) return undefined;
  const found = /^:(\d+):\d+\)?$/.exec(line.slice(at + program.file.length));
  return found === null ? undefined : Number(found[1]);
}

/** What stacks call the bundle, and the line after which its program begins. */
const program = { file: "", afterLine: 0 };

/** Learns both from a stack. Called by `begin`, which the bundle calls between the runtime and the program. */
export function learnProgramPlace(): void {
  // The lines: this function, `begin`, the bundle. A name with a space and a bracket is no function's.
  const line = new Error().stack?.split("\n").filter((one) => one.startsWith("    at "))[2] ?? "";
  const place = line.includes(" (") ? line.slice(line.indexOf(" (") + 2) : line.slice("    at ".length);
  const found = /^(.*):(\d+):\d+\)?$/.exec(place);
  if (found === null) return;
  program.file = found[1]!;
  program.afterLine = Number(found[2]);
}
