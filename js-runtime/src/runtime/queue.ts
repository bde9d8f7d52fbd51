import type { Core, Reaction } from "./core.js";
import { Thread } from "./thread.js";

/**
 * The microtask queue of the thread that runs now: flat triples of reaction, mode, value. Everything that
 * happens between two calls of the host happens to this one thread.
 */
export let thread: Thread = new Thread();

/** The job that runs now, or ran last in this turn. */
export let job: Reaction | undefined;

/** Says that `next` runs now. */
export function enterJob(next: Reaction): void {
  job = next;
}

/** Makes `next` the running thread. */
export function enterThread(next: Thread): void {
  thread = next;
  job = undefined;
  if (next.jobs === undefined) {
    next.jobs = [];
    next.after = [];
    next.unhandled = [];
  }
}

/** ECMA-262 9.5.5 HostEnqueuePromiseJob. */
export function enqueue(reaction: Reaction, mode: 0 | 1, value: unknown): void {
  if (reaction.isFrame) (reaction as Reaction & { q: unknown }).q = undefined;
  const jobs = thread.jobs!;
  const n = jobs.length;
  jobs[n] = reaction;
  jobs[n + 1] = mode;
  jobs[n + 2] = value;
}

/** Remembers a promise that was rejected before anybody subscribed; looked at again when the queue is empty. */
export function noteUnhandled(core: Core): void {
  const unhandled = thread.unhandled!;
  unhandled[unhandled.length] = core;
}
