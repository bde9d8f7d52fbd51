import { stepOrNone } from "./context.js";

/** Length of one log line, in UTF-16 units; the rest is cut off. */
export const LOG_LINE_UNITS_MAX = 10_000;
/** Log lines of one step; further ones are dropped, and the last says so. */
export const LOG_LINES_PER_STEP_MAX = 1_000;

const DEPTH_MAX = 3;
const ENTRIES_MAX = 50;

/** A `console` whose lines leave with the step's outcome. Lines written while the bundle is evaluated are dropped. */
export function makeConsole(): object {
  const write = (level: string) => ({
    [level]: (...values: unknown[]): void => {
      const log = stepOrNone()?.log;
      if (log === undefined || log.length / 2 > LOG_LINES_PER_STEP_MAX) return;
      const isFull = log.length / 2 === LOG_LINES_PER_STEP_MAX;
      const text = isFull ? `more than ${LOG_LINES_PER_STEP_MAX} log lines in one step; the rest is dropped` : format(values);
      log.push(isFull ? "warn" : level, text.slice(0, LOG_LINE_UNITS_MAX));
    },
  });
  const made: Record<string, unknown> = {
    ...write("log"), ...write("info"), ...write("warn"), ...write("error"), ...write("debug"),
  };
  made["trace"] = made["debug"];
  return made;
}

function format(values: unknown[]): string {
  return values.map((value) => (typeof value === "string" ? value : inspect(value, 0))).join(" ");
}

/** A short form for people; never runs user code but `stack`, `name` and `message` of errors. */
function inspect(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `[Function ${value.name}]`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Error) return depth === 0 && typeof value.stack === "string" ? value.stack : `[${value.name}: ${value.message}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (depth >= DEPTH_MAX) return Array.isArray(value) ? "[...]" : "{...}";
  if (Array.isArray(value)) return list("[", value.map((item) => inspect(item, depth + 1)), "]");
  if (value instanceof Map) return list("Map {", [...value].map(([k, v]) => `${inspect(k, depth + 1)} => ${inspect(v, depth + 1)}`), "}");
  if (value instanceof Set) return list("Set {", [...value].map((item) => inspect(item, depth + 1)), "}");
  const parts: string[] = [];
  for (const key of Object.keys(value)) {
    const d = Reflect.getOwnPropertyDescriptor(value, key)!;
    parts.push(`${key}: ${"value" in d ? inspect(d.value, depth + 1) : "[accessor]"}`);
  }
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  const name = prototype === null || prototype === Object.prototype ? "" : prototype.constructor?.name;
  return list(typeof name === "string" && name !== "" ? `${name} {` : "{", parts, "}");
}

function list(open: string, parts: string[], close: string): string {
  if (parts.length === 0) return open + close;
  const shown = parts.length > ENTRIES_MAX ? [...parts.slice(0, ENTRIES_MAX), `... ${parts.length - ENTRIES_MAX} more`] : parts;
  const space = open.endsWith("{") ? " " : "";
  return open + space + shown.join(", ") + space + close;
}
