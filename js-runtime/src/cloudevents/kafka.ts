import { bytesOf, textOf } from "./base64.js";
import { invalidEvent, unsupportedFormat } from "./error.js";
import { type CloudEvent, validEvent } from "./event.js";
import { essence, isJson, isText, isUtf8 } from "./media-type.js";

/** What is needed of a record to read an event from it; an `InputRecord` has all of it. */
export interface EventRecord {
  /** Text of the value, null for none. May be an accessor that throws: it is read only when the event is text. */
  readonly value: string | null;
  /** For data that is not text. */
  readonly valueBytes?: Uint8Array | null;
  readonly headers: Readonly<Record<string, string | null | undefined>>;
}

/** What `output(value, topic, key, { headers })` takes. */
export interface WrittenEvent {
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const STRUCTURED = "application/cloudevents";
const STRUCTURED_JSON = "application/cloudevents+json";
const PREFIX = "ce_";

/** Whether a record claims to be an event: its content type is one of CloudEvents, or it has the header `ce_specversion`. */
export function isCloudEvent(record: EventRecord): boolean {
  return isStructured(contentType(record)) || typeof record.headers[`${PREFIX}specversion`] === "string";
}

/**
 * Reads the event of a record of the Kafka protocol binding: structured when the header `content-type` begins with `application/cloudevents`, in whatever case,
 * else binary.
 *
 * @throws CloudEventError `cloudevents/invalid-event`: an attribute is missing or malformed; `cloudevents/unsupported-format`: a batch, or an event format other
 *   than JSON in UTF-8
 */
export function readCloudEvent<T = unknown>(record: EventRecord): CloudEvent<T> {
  const type = contentType(record);
  return isStructured(type) ? readStructured<T>(record, type!) : readBinary<T>(record, type);
}

/**
 * Writes an event as the value and headers of a record; the key is the caller's. Structured: all of it as JSON. Binary: the data as it is, attributes in
 * headers; bytes can only go out structured, as a record's value is text.
 *
 * @throws CloudEventError `cloudevents/invalid-event` when the event breaks the specification, `cloudevents/unsupported-format` for bytes in binary mode
 */
export function writeCloudEvent(event: CloudEvent, mode: "binary" | "structured"): WrittenEvent {
  const valid = validEvent(event as Record<string, unknown>);
  return mode === "structured" ? writeStructured(valid) : writeBinary(valid);
}

function readStructured<T>(record: EventRecord, type: string): CloudEvent<T> {
  if (essence(type) !== STRUCTURED_JSON) {
    throw unsupportedFormat(essence(type).startsWith(`${STRUCTURED}-batch`) ? "a batch of events in one record, which Kafka's binding does not have" : `the event format ${essence(type)}`);
  }
  if (!isUtf8(type)) throw unsupportedFormat("an event in JSON with a charset other than UTF-8");
  if (record.value === null) throw invalidEvent("the record has no value, though its content type says that the event is in it");
  const found = parsed(record.value, "the value of the record");
  if (typeof found !== "object" || found === null || Array.isArray(found)) throw invalidEvent("the value of the record is no JSON object");
  const { data_base64: encoded, ...members } = found as Record<string, unknown>;
  if (encoded === undefined || encoded === null) {
    const event = validEvent<T>(members);
    if (!isJson(event.datacontenttype) && event.data !== undefined) textData(event.data);
    return event;
  }
  if (members["data"] !== undefined) throw invalidEvent("the event has data and data_base64");
  const bytes = typeof encoded === "string" ? bytesOf(encoded) : undefined;
  if (bytes === undefined) throw invalidEvent("data_base64 must be a string in Base64");
  return validEvent<T>({ ...members, data: bytes });
}

function readBinary<T>(record: EventRecord, type: string | undefined): CloudEvent<T> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(record.headers)) {
    if (!name.startsWith(PREFIX)) continue;
    const attribute = name.slice(PREFIX.length);
    if (attribute === "datacontenttype") throw invalidEvent("datacontenttype is the header content-type, never ce_datacontenttype");
    found[attribute] = record.headers[name];
  }
  if (type !== undefined) found["datacontenttype"] = type;
  const event = validEvent<T>(found);
  const data = binaryData(record, type);
  return data === undefined ? event : { ...event, data: data as T };
}

/** undefined: the event has none. */
function binaryData(record: EventRecord, type: string | undefined): unknown {
  const { valueBytes } = record;
  if (valueBytes === null || (valueBytes === undefined && record.value === null)) return undefined;
  if (type !== undefined && isJson(type) && isUtf8(type)) return parsed(record.value!, "the data of the event");
  if (type !== undefined && isText(type) && isUtf8(type)) return record.value;
  return valueBytes ?? record.value;
}

function writeStructured({ data, ...attributes }: CloudEvent): WrittenEvent {
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(attributes)) members[name] = attributes[name] instanceof Uint8Array ? textOf(attributes[name]) : attributes[name];
  if (data instanceof Uint8Array) members["data_base64"] = textOf(data);
  else if (data !== undefined) members["data"] = isJson(attributes.datacontenttype) ? data : textData(data);
  return { value: JSON.stringify(members), headers: { "content-type": `${STRUCTURED_JSON}; charset=UTF-8` } };
}

function writeBinary({ data, datacontenttype, ...attributes }: CloudEvent): WrittenEvent {
  if (data instanceof Uint8Array) throw unsupportedFormat("bytes as data in binary mode: a record's value is text here");
  const headers: Record<string, string> = {};
  for (const name of Object.keys(attributes)) headers[PREFIX + name] = attributes[name] instanceof Uint8Array ? textOf(attributes[name]) : String(attributes[name]);
  if (datacontenttype !== undefined || data !== undefined) headers["content-type"] = datacontenttype ?? "application/json";
  const value = data === undefined ? null : isJson(datacontenttype) ? JSON.stringify(data) : textData(data);
  return { value, headers };
}

function textData(data: unknown): string {
  if (typeof data !== "string") throw invalidEvent("data must be a string or bytes when datacontenttype is no JSON type");
  return data;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidEvent(`${what} is not JSON`);
  }
}

function isStructured(type: string | undefined): boolean {
  return type !== undefined && type.trim().toLowerCase().startsWith(STRUCTURED);
}

/** Header names are case-sensitive in Kafka, but senders know this one from HTTP. */
function contentType({ headers }: EventRecord): string | undefined {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === "content-type");
  return name === undefined ? undefined : (headers[name] ?? undefined);
}
