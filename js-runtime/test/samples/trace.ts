import { output, ref } from "kafka-workflow";

export const manifest = { outputTopics: ["trace"] };

/** Adds a line to the sample's trace. */
export function log(...values: unknown[]): void {
  output(values.map(show).join(" "), "trace");
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return `function ${value.name}/${value.length}`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

/** Waits for the outside; gives 0, 1, 2, ... in the order of resumes. */
export async function outside(): Promise<number> {
  return await ref<number>();
}

/** Gives `value` a microtask or more later. */
export async function later<T>(value: T, ticks = 1): Promise<T> {
  for (let i = 0; i < ticks; i++) await null;
  return value;
}

export async function fails(message: string): Promise<never> {
  await null;
  throw new Error(message);
}

/** Runs tasks side by side and notes the order of what they log. */
export async function together(...tasks: (() => unknown)[]): Promise<unknown[]> {
  return await Promise.all(tasks.map((task) => task()));
}
