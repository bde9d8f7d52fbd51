import { WorkflowError } from "../errors.js";

/** UTF-8 bytes of a thread id and of an idempotency key, as docs/protocol.md has them. */
const ID_BYTES_MAX = 256;
/** UTF-16 units of a ref. */
const REF_UNITS_MAX = 256;

type Fields = Record<string, unknown>;

/** Appends the records of `workflow-resume` that one action stands for: key, value, idempotency key. */
type Writer = (fields: Fields, where: string) => [value: string, idempotencyKey?: string];

const KINDS: Record<string, { readonly fields: readonly string[]; readonly write: Writer }> = {
  start: {
    fields: ["thread", "argument", "idempotencyKey"],
    write: (fields, where) => [`new:${json(fields["argument"], `${where}.argument`)}`, optionalId(fields["idempotencyKey"], `${where}.idempotencyKey`)],
  },
  ensure: { fields: ["thread", "argument"], write: (fields, where) => [`init:${json(fields["argument"], `${where}.argument`)}`] },
  resume: { fields: ["thread", "ref", "value", "error"], write: (fields, where) => [settling(fields, where)] },
  cancel: { fields: ["thread", "reason"], write: (fields, where) => [`{"cancel":${json(fields["reason"], `${where}.reason`)}}`] },
};

/**
 * Reads what an input function returned: an action, an array of them, or nothing.
 *
 * @returns flat, for every record to send to `workflow-resume`: key, value, idempotency key or undefined
 * @throws WorkflowError `input/bad-result`
 */
export function readActions(result: unknown): (string | undefined)[] {
  const records: (string | undefined)[] = [];
  if (result === undefined || result === null) return records;
  if (!Array.isArray(result)) readAction(result, "the result", records);
  else for (let i = 0; i < result.length; i++) readAction(result[i], `the result[${i}]`, records);
  return records;
}

function readAction(action: unknown, where: string, records: (string | undefined)[]): void {
  const kinds = keysOf(action, where);
  const known = Object.keys(KINDS).join(", ");
  if (kinds.length !== 1 || !Object.hasOwn(KINDS, kinds[0]!)) throw badResult(`${where} must have one of the fields ${known}, found ${listed(kinds)}`);
  const name = kinds[0]!;
  const { fields, write } = KINDS[name]!;
  const inside = `${where}.${name}`;
  const given = (action as Fields)[name] as Fields;
  const stray = keysOf(given, inside).filter((key) => !fields.includes(key));
  if (stray.length > 0) throw badResult(`${inside} has the fields ${fields.join(", ")}, found ${listed(stray)}`);
  const thread = id(given["thread"], `${inside}.thread`);
  const [value, idempotencyKey] = write(given, inside);
  records.push(thread, value, idempotencyKey);
}

function settling(fields: Fields, where: string): string {
  const { ref } = fields;
  if (typeof ref !== "string" || ref === "" || ref.length > REF_UNITS_MAX) throw badResult(`${where}.ref must be a string of 1 to ${REF_UNITS_MAX} characters, found ${kindOf(ref)}`);
  const start = `{"ref":${JSON.stringify(ref)}`;
  if (!Object.hasOwn(fields, "error")) return fields["value"] === undefined ? `${start}}` : `${start},"value":${json(fields["value"], `${where}.value`)}}`;
  if (Object.hasOwn(fields, "value")) throw badResult(`${where} has a value and an error`);
  return `${start},"error":${json(fields["error"], `${where}.error`)}}`;
}

/** undefined becomes null, as it does for the argument of a start without one. */
function json(value: unknown, where: string): string {
  if (value === undefined) return "null";
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw badResult(`${where} has no JSON form (${String((error as { message?: unknown } | null)?.message)})`);
  }
  if (text === undefined) throw badResult(`${where} has no JSON form: it is a ${typeof value}`);
  return text;
}

function optionalId(value: unknown, where: string): string | undefined {
  return value === undefined ? undefined : id(value, where);
}

function id(value: unknown, where: string): string {
  if (typeof value !== "string") throw badResult(`${where} must be a string, found ${kindOf(value)}`);
  const bytes = utf8Bytes(value);
  if (bytes === undefined) throw badResult(`${where} has half of a surrogate pair`);
  if (bytes === 0 || bytes > ID_BYTES_MAX) throw badResult(`${where} must have 1 to ${ID_BYTES_MAX} bytes as UTF-8, found ${bytes}`);
  return value;
}

/** undefined for text that has no UTF-8 form. */
function utf8Bytes(text: string): number | undefined {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    if (code >= 0xd800 && code <= 0xdfff) return undefined;
    if (code > 0xffff) i++;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function keysOf(value: unknown, where: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badResult(`${where} must be an object, found ${kindOf(value)}`);
  return Object.keys(value);
}

function kindOf(value: unknown): string {
  if (typeof value === "string") return `a string of ${value.length} characters`;
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.slice(0, 5).map((name) => name.slice(0, 40)).join(", ");
}

function badResult(what: string): WorkflowError {
  return new WorkflowError("input/bad-result", what, {
    then: "nothing was sent; the record is dead-lettered",
    help: "return { start: { thread, argument } }, { ensure: { thread, argument } }, { resume: { thread, ref, value } }, { cancel: { thread, reason } }, "
      + "an array of these, or nothing",
  });
}
