import { randomBytes } from "node:crypto";
import type { HostInterface } from "../abi.js";
import { invalidOption } from "./errors.js";

/** A record of a domain topic, as a test gives it; text stands for its UTF-8. */
export interface TestRecord {
  readonly topic: string;
  readonly key?: string | Uint8Array | null;
  readonly value?: string | Uint8Array | null;
  readonly headers?: Readonly<Record<string, string | Uint8Array | null>>;
  /** By default the workflow's virtual time. */
  readonly timestampEpochMs?: number;
}

/** A record for `workflow-resume` that an input function asked for. */
export interface ResumeRecord {
  /** The thread. */
  readonly key: string;
  /** As docs/protocol.md has it: `new:<json>`, `init:<json>`, or a JSON object. */
  readonly value: string;
  readonly idempotencyKey: string | undefined;
}

/** Calls the input function of the record's topic in a realm. @returns what it asked for, and its log lines as they are */
export function callInput(host: HostInterface, record: TestRecord, offset: number, nowEpochMs: number): { records: ResumeRecord[]; log: string[] } {
  if (typeof record.topic !== "string") throw invalidOption("topic", "the name of an input topic");
  const parts = [...textAndBytes(record.key), ...textAndBytes(record.value)];
  for (const [name, value] of Object.entries(record.headers ?? {})) parts.push(name, ...textAndBytes(value));
  const context = { threadId: "", stepId: `${record.topic}-0-${offset}`, incarnation: offset, seed: randomBytes(32).toString("hex") };
  const { records: flat, log } = host.input(context, record.topic, record.timestampEpochMs ?? nowEpochMs, parts);
  const records: ResumeRecord[] = [];
  for (let i = 0; i < flat.length; i += 3) records.push({ key: flat[i]!, value: flat[i + 1]!, idempotencyKey: flat[i + 2] });
  return { records, log: [...log] };
}

function textAndBytes(given: string | Uint8Array | null | undefined): (string | ArrayBuffer | null | undefined)[] {
  if (given === null || given === undefined) return [undefined, null];
  // Half of a surrogate pair has no UTF-8 form: a sender would have written a replacement character, and so do we.
  const bytes = typeof given === "string" ? new TextEncoder().encode(given) : given;
  return [textOf(bytes), bytes.slice().buffer];
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
