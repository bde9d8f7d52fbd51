import { WorkflowError } from "../errors.js";
import type { Baseline } from "./baseline.js";

export class BodyCodec {
  constructor(readonly baseline: Baseline, readonly positions: string) {}
  save(_thread: object): Uint8Array {
    throw new WorkflowError("codec/unserializable-value", "this build has no TypeScript codec yet");
  }
  load(_body: Uint8Array): object {
    throw new WorkflowError("codec/malformed-continuation", "this build has no TypeScript codec yet");
  }
}
