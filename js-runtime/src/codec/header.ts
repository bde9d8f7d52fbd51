import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";

export const FORMAT_VERSION = 1;

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

export function writeHeader(out: ByteWriter, header: Header): void {
  out.byte(FORMAT_VERSION);
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
  out.uint(0);
}

/** Leaves `input` at the first byte of the body. */
export function readHeader(input: ByteReader): Header {
  const format = input.byte();
  if (format !== FORMAT_VERSION) input.fail(`format ${format}, this codec reads ${FORMAT_VERSION}`);
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
  if (input.uint() !== 0) input.fail("a mailbox, which this version does not have");
  return { status, bundleId, incarnation, step, startedAtEpochMs, updatedAtEpochMs, idempotencyKey, openRefs };
}
