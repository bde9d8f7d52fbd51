import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";

export const FORMAT_VERSION = 1;
/** As 1, with kept headers behind the mailbox; written only when there are any. */
const FORMAT_VERSION_KEPT = 2;

/** The part of a continuation that is read without running JavaScript. Field by field as in docs/continuation-format.md. */
export interface Header {
  status: number;
  /** 32 bytes. */
  bundleId: Uint8Array;
  incarnation: number;
  step: number;
  startedAtEpochMs: number;
  updatedAtEpochMs: number;
  idempotencyKey: string;
  openRefs: OpenRef[];
  /** In the order in which they came; empty after the end. */
  mailbox: Message[];
  /** Record headers that stay with the thread: who started it, its context, its trace. */
  kept: KeptHeader[];
}

export interface KeptHeader {
  name: string;
  value: Uint8Array;
}

/** A settle record that came before anybody awaited its ref. */
export interface Message {
  /** The name given to `refId`; never an id that `ref()` made. */
  ref: string;
  /** Of the record, on the thread's partition of the resume topic. */
  offset: number;
  timestampEpochMs: number;
  /** The record's whole value. */
  json: string;
  headers: RecordHeader[];
}

export interface RecordHeader {
  name: string;
  value: Uint8Array | undefined;
}

export interface OpenRef {
  /** The number of a ref made by `ref()`; 0 for one named by `refId`. */
  n: number;
  /** The name when `n` is 0. */
  id: string | undefined;
  /** Layout id of the frame that awaits it, plus 1; 0: none. */
  layout: number;
  /** Resume point, when `layout` is not 0. */
  point: number;
}

const STATUS_MAX = 4;
const BUNDLE_ID_BYTES = 32;
/** Two empty texts, an offset, a timestamp and no headers. */
const MESSAGE_BYTES_MIN = 5;

export function writeHeader(out: ByteWriter, header: Header): void {
  out.byte(header.kept.length === 0 ? FORMAT_VERSION : FORMAT_VERSION_KEPT);
  out.byte(header.status);
  out.raw(header.bundleId);
  out.uint(header.incarnation);
  out.uint(header.step);
  out.uint(header.startedAtEpochMs);
  out.uint(header.updatedAtEpochMs - header.startedAtEpochMs);
  out.text(header.idempotencyKey);
  out.uint(header.openRefs.length);
  for (const ref of header.openRefs) {
    out.uint(ref.n);
    if (ref.n === 0) out.text(ref.id!);
    out.uint(ref.layout);
    if (ref.layout !== 0) out.uint(ref.point);
  }
  out.uint(header.mailbox.length);
  for (const message of header.mailbox) writeMessage(out, message);
  if (header.kept.length > 0) writeHeaders(out, header.kept);
}

export function writeMessage(out: ByteWriter, message: Message): void {
  out.text(message.ref);
  out.uint(message.offset);
  out.uint(message.timestampEpochMs);
  out.text(message.json);
  writeHeaders(out, message.headers);
}

function writeHeaders(out: ByteWriter, headers: readonly RecordHeader[]): void {
  out.uint(headers.length);
  for (const { name, value } of headers) {
    out.text(name);
    out.uint(value === undefined ? 0 : value.length + 1);
    if (value !== undefined) out.raw(value);
  }
}

/** Leaves `input` at the first byte of the body. */
export function readHeader(input: ByteReader): Header {
  const format = input.byte();
  if (format !== FORMAT_VERSION && format !== FORMAT_VERSION_KEPT) {
    input.fail(`format ${format}, this codec reads ${FORMAT_VERSION} and ${FORMAT_VERSION_KEPT}`);
  }
  const status = input.byte();
  if (status > STATUS_MAX) input.fail(`unknown status ${status}`);
  const bundleId = input.raw(BUNDLE_ID_BYTES);
  const incarnation = input.uint();
  const step = input.uint();
  const startedAtEpochMs = input.uint();
  const updatedAtEpochMs = startedAtEpochMs + input.uint();
  const idempotencyKey = input.text();
  const openRefs: OpenRef[] = [];
  for (let left = input.count(2); left > 0; left--) {
    const n = input.uint();
    const id = n === 0 ? input.text() : undefined;
    const layout = input.uint();
    openRefs.push({ n, id, layout, point: layout === 0 ? 0 : input.uint() });
  }
  const mailbox: Message[] = [];
  for (let left = input.count(MESSAGE_BYTES_MIN); left > 0; left--) mailbox.push(readMessage(input));
  const kept = format === FORMAT_VERSION_KEPT ? readKept(input) : [];
  if (status !== 0 && openRefs.length + mailbox.length > 0) input.fail("an end with open refs or messages");
  return { status, bundleId, incarnation, step, startedAtEpochMs, updatedAtEpochMs, idempotencyKey, openRefs, mailbox, kept };
}

function readMessage(input: ByteReader): Message {
  const ref = input.text();
  if (ref === "" || ref.startsWith("~")) input.fail("a message without the name of a ref");
  const message: Message = { ref, offset: input.uint(), timestampEpochMs: input.uint(), json: input.text(), headers: [] };
  message.headers = readHeaders(input);
  return message;
}

function readKept(input: ByteReader): KeptHeader[] {
  const kept = readHeaders(input).map(({ name, value }) => ({ name, value: value ?? input.fail("a kept header without a value") }));
  return kept.length > 0 ? kept : input.fail("no kept headers, where format 2 has at least one");
}

function readHeaders(input: ByteReader): RecordHeader[] {
  const headers: RecordHeader[] = [];
  for (let left = input.count(2); left > 0; left--) {
    const name = input.text();
    const length = input.uint() - 1;
    headers.push({ name, value: length < 0 ? undefined : input.raw(length) });
  }
  return headers;
}
