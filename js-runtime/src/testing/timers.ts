import { invalidTimer } from "./errors.js";

/** A timer that is due: what the scheduler sends to `workflow-resume`. */
export interface DueTimer {
  readonly threadId: string;
  /** The record value. */
  readonly json: string;
  readonly dueAtEpochMs: number;
}

/** The scheduler of docs/protocol.md without Kafka: one timer for each key, a new delay replaces the old. */
export class Timers {
  readonly #dueAt = new Map<string, number>();

  /** Applies a record of the scheduler's topic. */
  apply(key: string, value: string | null, nowEpochMs: number): void {
    if (splitKey(key) === undefined || (value !== null && !/^[0-9]{1,15}$/.test(value))) throw invalidTimer(value, key);
    this.#dueAt.delete(key);
    if (value !== null && +value > 0) this.#dueAt.set(key, nowEpochMs + +value);
  }

  /** Keys of the timers that are set, soonest first. */
  get keys(): string[] {
    return [...this.#dueAt].sort((a, b) => a[1] - b[1]).map(([key]) => key);
  }

  /** Takes the soonest timer that is due at `untilEpochMs`. */
  takeDue(untilEpochMs: number): DueTimer | undefined {
    const key = this.keys[0];
    if (key === undefined) return undefined;
    const dueAtEpochMs = this.#dueAt.get(key)!;
    if (dueAtEpochMs > untilEpochMs) return undefined;
    this.#dueAt.delete(key);
    const [threadId, json] = splitKey(key)!;
    return { threadId, json, dueAtEpochMs };
  }
}

/** Splits `<thread>|<json>` at the first bar whose whole remainder is a JSON object: thread ids may contain bars. */
export function splitKey(key: string): [threadId: string, json: string] | undefined {
  for (let at = key.indexOf("|"); at >= 0; at = key.indexOf("|", at + 1)) {
    const json = key.slice(at + 1);
    try {
      const value: unknown = JSON.parse(json);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return [key.slice(0, at), json];
    } catch {
      // Not JSON from here on: the bar belongs to the thread id.
    }
  }
  return undefined;
}
