import type { Seen } from "./record.js";

interface Waiter {
  matches(seen: Seen): boolean;
  take(seen: Seen): void;
}

/** Every record seen so far, in order of arrival, and those who wait for one. */
export class Ledger {
  readonly #seen: Seen[] = [];
  readonly #waiters = new Set<Waiter>();

  add(seen: Seen): void {
    this.#seen.push(seen);
    for (const waiter of this.#waiters) {
      if (waiter.matches(seen)) {
        this.#waiters.delete(waiter);
        waiter.take(seen);
      }
    }
  }

  all(matches: (seen: Seen) => boolean): Seen[] {
    return this.#seen.filter(matches);
  }

  /** The record number `index` (from 0) of those that match, as soon as it is there; an error names `what` after `timeoutMs`. */
  async await(what: string, index: number, timeoutMs: number, matches: (seen: Seen) => boolean): Promise<Seen> {
    const there = this.all(matches);
    if (there.length > index) return there[index]!;
    let toCome = index - there.length;
    return await new Promise<Seen>((resolve, reject) => {
      const waiter: Waiter = {
        matches: (seen) => matches(seen) && toCome-- === 0,
        take: (seen) => {
          clearTimeout(timer);
          resolve(seen);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`no ${what} within ${timeoutMs} ms; seen so far:\n${this.#seen.map(line).join("\n")}`));
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }
}

export function line({ topic, key, value }: Seen): string {
  return `${topic.padEnd(28)} ${key.padEnd(20)} ${value ?? "(null)"}`;
}
