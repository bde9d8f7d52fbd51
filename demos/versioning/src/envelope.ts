import { majorOf } from "./version.js";

/** What every versioned thread starts with. */
export interface Envelope<Payload = unknown> {
  workflow: string;
  /** The version that shall run, `1.0.0`. */
  version: string;
  /** A fresh start, or the handoff of a thread that ran on an older version. */
  kind: "start" | "handoff";
  bookingId: string;
  /** What the start was asked with, or the state that is handed over: data, as everything that crosses a record. */
  payload: Payload;
}

/** A major version is a family of its own; within it a booking keeps its thread id through every handoff, so whoever writes to it need not know its version. */
export function threadIdOf(workflow: string, version: string, bookingId: string): string {
  return `${workflow}-${majorOf(version)}/${bookingId}`;
}
