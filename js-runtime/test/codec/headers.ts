import type { Header } from "../../src/codec/header.js";

const waiting: Header = {
  status: 0, bundleId: Uint8Array.from({ length: 32 }, (_, i) => i), incarnation: 12_345, step: 3, startedAtEpochMs: 1_700_000_000_000,
  updatedAtEpochMs: 1_700_000_000_500, idempotencyKey: "k\u{1f600}",
  openRefs: [{ n: 4, id: undefined, layout: 18, point: 2 }, { n: 0, id: "cancel", layout: 0, point: 0 }], mailbox: [],
  kept: [],
};
const text = (value: string) => Uint8Array.from(Buffer.from(value));

/** Headers by the name of their golden file. The engine's ContinuationHeaderGoldenTest has the same values: change both. */
export const headers: Record<string, Header> = {
  waiting,
  mail: {
    ...waiting,
    mailbox: [
      { ref: "paid", offset: 12_400, timestampEpochMs: 1_700_000_000_100, json: '{"ref":"paid","value":"\u00e9\u{1f600}"}',
        headers: [{ name: "traceparent", value: Uint8Array.from(Buffer.from("00-1-2-01")) }, { name: "none", value: undefined },
                  { name: "\u00fc", value: Uint8Array.of(0, 255) }, { name: "", value: new Uint8Array(0) }] },
      { ref: "lone \ud800", offset: 12_401, timestampEpochMs: Number.MAX_SAFE_INTEGER, json: '{"ref":"lone \\ud800"}', headers: [] },
    ],
  },
  ended: { ...waiting, status: 1, openRefs: [] },
  kept: {
    ...waiting,
    kept: [{ name: "workflow-thread-id", value: text("p\u{1f600}") }, { name: "workflow-step-id", value: text("workflow-resume-0-7") },
           { name: "workflow-context-tenant", value: text("") }, { name: "traceparent", value: Uint8Array.of(0, 255) }],
  },
  "kept-ended": { ...waiting, status: 1, openRefs: [], kept: [{ name: "workflow-step-id", value: text("orders-3-8") }] },
};
