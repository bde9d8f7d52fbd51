import type { Core } from "./core.js";
import { Layouts, registerLayout } from "./layouts.js";
import type { RefCore } from "./ref-core.js";

/** Bits of `Thread.flags`, the discriminator of its layout. */
export const ThreadFlags = {
  /** The queues are not empty: saved between two microtasks. */
  isBusy: 1,
  /** A cancel record has arrived. */
  isCancelled: 2,
} as const;

/** The root of everything that is saved for one execution of a workflow. */
export class Thread {
  flags = 0;
  /** The promise of main. */
  main: Core | undefined = undefined;
  /** Open refs in order of creation. */
  refs: RefCore[] = [];
  /** The number of the next ref that `ref()` makes. */
  nextRef = 1;
  /** Flat: reaction, mode, value. Undefined in a thread that waits. */
  jobs: unknown[] | undefined = [];
  /** Flat: a combinator, mode, value. Settled one by one, each when the queue is empty. */
  after: unknown[] | undefined = [];
  /** Promises that were rejected with no handler since the queue was last empty. */
  unhandled: Core[] | undefined = [];
}
const waiting = [1, 2, 3];
registerLayout(Layouts.thread, "runtime", Thread, ["flags", "main", "refs", "nextRef", "jobs", "after", "unhandled"],
               [waiting, null, waiting, null]);
