import { CancelToken } from "kafka-workflow";

export interface Backoff {
  /** The first pause, milliseconds; each further one is twice as long. */
  firstMs: number;
  /** The longest pause, milliseconds. */
  maxMs: number;
  attemptsMax: number;
}

/**
 * Calls `attempt` (numbered from 1) until it succeeds, with longer and longer pauses.
 *
 * @param pause waits so many milliseconds
 * @throws what the last attempt threw, as cause of an error that says how often was tried; a CancelToken at once
 */
export async function retry<T>(attempt: (number: number) => Promise<T>, backoff: Backoff, pause: (ms: number) => Promise<unknown>): Promise<T> {
  let longestMs = backoff.firstMs;
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (reason) {
      if (reason instanceof CancelToken) throw reason;
      if (number >= backoff.attemptsMax) throw new Error(`given up after ${number} attempts: ${String(reason)}`, { cause: reason });
    }
    // Half of the pause is random: those that failed together must not come back together. Nothing is replayed, so this is safe.
    await pause(Math.ceil(longestMs / 2 + (Math.random() * longestMs) / 2));
    longestMs = Math.min(2 * longestMs, backoff.maxMs);
  }
}
