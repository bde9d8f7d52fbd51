import { outputJSON, ref } from "kafka-workflow";
import { PermanentError } from "./envelope.js";

/** How often a transient error is answered by another attempt, and after how long. */
export interface Retries {
  readonly max: number;
  readonly firstDelayMs: number;
}

export const RETRIES: Retries = { max: 3, firstDelayMs: 200 };

/** Errors that may be gone the next time: the network, a time limit, a store, a producer. Everything else is permanent. */
const TRANSIENT = new Set(["network", "timeout", "store", "producer"]);

/** A service says what kind its error is: `{"error": {"kind": "network", "message": "..."}}`. */
export function isTransient(error: unknown): boolean {
  return !(error instanceof PermanentError) && TRANSIENT.has(String((error as { kind?: unknown } | null)?.kind));
}

/** Calls a service, again after a pause that doubles while its errors are transient. @throws what the last attempt threw */
export async function call(service: string, query: unknown, { max, firstDelayMs }: Retries = RETRIES): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = ref();
      outputJSON({ ref: answer.id, query }, service);
      return await answer;
    } catch (error) {
      if (!isTransient(error) || attempt === max) throw error;
      await sleep(firstDelayMs * 2 ** attempt);
    }
  }
}

export async function sleep(ms: number): Promise<void> {
  const due = ref();
  outputJSON(ms, "workflow-scheduler", due.key);
  await due;
}
