import { ensureThread, type Ref, refId, threadId } from "kafka-workflow";
import type { Envelope } from "./envelope.js";

/** What a thread returns that goes on as another version. */
export interface HandedOff {
  handedOffTo: string;
}

/** Settles with a minor version that is there now. Await it where the booking can be described by data; one that comes earlier waits in the mailbox. */
export function newVersion(): Ref<string> {
  return refId<string>("new-version");
}

/**
 * Goes on as `version`: the record that starts it and the end of this thread are one step, so that exactly one of the two runs at any time. Return what it returns.
 *
 * @param state everything that the other version needs
 */
export function handOff(envelope: Envelope, version: string, state: unknown): HandedOff {
  ensureThread({ ...envelope, version, kind: "handoff", payload: state } satisfies Envelope, threadId);
  return { handedOffTo: version };
}

export function isHandedOff(result: unknown): result is HandedOff {
  return typeof result === "object" && result !== null && "handedOffTo" in result;
}
