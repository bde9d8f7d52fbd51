import { WorkflowError } from "../errors.js";

/** Text and bytes of a key, a value or a header, as the host gives them: undefined text is not UTF-8, null bytes are not there. */
type Part = string | ArrayBuffer | null | undefined;

/**
 * Makes what an input function is given (`InputRecord` of the public API): data properties, and in the place of a text that is not UTF-8 an
 * accessor that throws, so that nobody works on a guess.
 *
 * @param id `<topic>-<partition>-<offset>`
 * @param parts flat: text and bytes of the key, text and bytes of the value, then for each header its name, text and bytes
 */
export function inputRecord(id: string, topic: string, timestampEpochMs: number, parts: readonly Part[]): object {
  const headers = Object.create(null) as object;
  const headerBytes = Object.create(null) as object;
  for (let i = 4; i + 2 < parts.length; i += 3) {
    const name = parts[i] as string;
    setText(headers, name, parts[i + 1], parts[i + 2], `the header ${JSON.stringify(name)}`);
    setBytes(headerBytes, name, parts[i + 2]);
  }
  const record = { id, topic, timestampEpochMs };
  setText(record, "key", parts[0], parts[1], "the key");
  setText(record, "value", parts[2], parts[3], "the value");
  setBytes(record, "keyBytes", parts[1]);
  setBytes(record, "valueBytes", parts[3]);
  setProperty(record, "headers", { value: headers });
  setProperty(record, "headerBytes", { value: headerBytes });
  return record;
}

function setText(object: object, name: string, text: Part, bytes: Part, what: string): void {
  if (bytes === null) setProperty(object, name, { value: null });
  else if (text !== undefined) setProperty(object, name, { value: text });
  else setProperty(object, name, { get: () => notText(what) });
}

function setBytes(object: object, name: string, bytes: Part): void {
  setProperty(object, name, { value: bytes === null ? null : new Uint8Array(bytes as ArrayBuffer) });
}

/** Never an assignment: a header may be named `__proto__`. */
function setProperty(object: object, name: string, property: PropertyDescriptor): void {
  Object.defineProperty(object, name, { enumerable: true, configurable: true, ...property });
}

function notText(what: string): never {
  throw new WorkflowError("input/not-text", `${what} of the record is not UTF-8`, {
    then: "nothing was sent; the record is dead-lettered",
    help: "read `keyBytes`, `valueBytes` or `headerBytes`, which are there for every record",
  });
}
