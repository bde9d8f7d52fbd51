import { threadStep } from "./context.js";

/** Labels of one thread. */
const LABELS_MAX = 16;
/** What a name may be: it stands in the names of record headers and before the `=` of a search. */
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
/** Length of a value, in UTF-16 units. */
const VALUE_UNITS_MAX = 256;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** `label(name, value)`: what the thread can be searched by; `null` takes the label off. */
export function label(name: string, value: string | null): void {
  const step = threadStep("label");
  checkName(name);
  if (value !== null) checkValue(name, value);
  const before = step.labels ?? step.context.labels ?? [];
  const after: string[] = [];
  let isPlaced = value === null;
  for (let i = 0; i < before.length; i += 2) { // no `for ... of` here: user code may have replaced the iterator of arrays
    if (before[i] !== name) {
      after.push(before[i]!, before[i + 1]!);
    } else if (value !== null) {
      after.push(name, value);
      isPlaced = true;
    }
  }
  if (!isPlaced) after.push(name, value!);
  if (after.length / 2 > LABELS_MAX) {
    throw new RangeError(`label: the thread has ${LABELS_MAX} labels, the limit, and ${JSON.stringify(name)} would be one more; label(name, null) takes one off`);
  }
  step.labels = after;
}

function checkName(name: unknown): void {
  if (typeof name !== "string") throw new TypeError(`label: the name must be a string, found ${found(name)}`);
  if (!NAME.test(name)) throw new TypeError("label: a name has 1 to 64 characters out of A-Z, a-z, 0-9, `_`, `.` and `-`");
}

function checkValue(name: string, value: unknown): void {
  if (typeof value !== "string") throw new TypeError(`label: the value of ${name} must be a string, found ${found(value)}; null takes the label off`);
  if (value.length > VALUE_UNITS_MAX) throw new RangeError(`label: the value of ${name} has ${value.length} characters, the limit is ${VALUE_UNITS_MAX}`);
  if (LONE_SURROGATE.test(value)) throw new TypeError(`label: the value of ${name} has half of a surrogate pair, which is no text`);
}

function found(value: unknown): string {
  return value === null ? "null" : typeof value;
}
