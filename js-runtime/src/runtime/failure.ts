import type { Failure } from "../abi.js";
import { hintFor } from "./realm.js";

/** Describes what a thread failed with, without letting user code in the value's methods break the description. */
export function failureOf(reason: unknown): Failure {
  const text = attempt(() => String(reason)) ?? "a value that cannot be shown";
  if ((typeof reason !== "object" || reason === null) && typeof reason !== "function") {
    return { text, name: reason === null ? "null" : typeof reason, message: text, stack: "" };
  }
  const fields = reason as { name?: unknown; message?: unknown; stack?: unknown; constructor?: { name?: unknown } };
  const name = attempt(() => fields.name) ?? attempt(() => fields.constructor?.name) ?? "object";
  const message = attempt(() => fields.message) ?? text;
  const stack = attempt(() => fields.stack) ?? "";
  const hint = hintFor(message);
  const hinted = hint === undefined ? message : `${message} (${hint})`;
  return { text: hint === undefined ? text : `${text} (${hint})`, name, message: hinted, stack };
}

/** The string that `read` gives; undefined when it throws or gives something else. */
function attempt(read: () => unknown): string | undefined {
  try {
    const value = read();
    return typeof value === "string" ? value : undefined;
  } catch {
    // The value belongs to user code; a getter that throws only costs its part of the description.
    return undefined;
  }
}
