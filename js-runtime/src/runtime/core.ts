import { registerLayout, Layouts } from "./layouts.js";
import { enqueue, noteUnhandled } from "./queue.js";
import { coreOf, intrinsicThen } from "./promise.js";
import { ThenableJob } from "./jobs.js";

/** What a promise does when it settles: a frame that awaits it, a `then`, a place in a combinator, an adopting promise. */
export interface Reaction {
  /** Runs as a microtask. `mode` 0: fulfilled with `value`; 1: rejected with it. */
  react(mode: 0 | 1, value: unknown): void;
  /** True for frames only: their `q` says what they are blocked on. */
  readonly isFrame: boolean;
}

/** States of a `Core`. The numbers are the discriminator of its layout. */
export const State = {
  pending: 0,
  fulfilled: 1,
  /** Rejected while nobody had subscribed. */
  rejected: 2,
  /** Rejected, and somebody has subscribed. */
  rejectedHandled: 3,
  /** Pending, and somebody has subscribed (they may have been detached since). */
  pendingHandled: 4,
  /** As 0 and 4, but the frame that will settle it must be cancelled at its next await; `v` is the token. */
  pendingMarked: 5,
  pendingHandledMarked: 6,
} as const;

/** Who will settle a pending promise, as far as cancellation can reach it. See cancel.ts. */
export interface Owner {
  readonly role: number;
}

/** `Owner.role`. */
export const Role = { frame: 1, ref: 2, combinator: 3, core: 4 } as const;

/**
 * The state of a promise (ECMA-262 27.2.6). Frames and reactions point at cores, user code holds `Promise` objects
 * that point at them, so a promise that only the runtime holds needs no object of its own in a continuation.
 */
export class Core implements Reaction, Owner {
  /** One of `State`. */
  declare s: number;
  /** The value or reason. */
  declare v: unknown;
  /** Nobody, one reaction, or an array of them in order of subscription. */
  declare r: Reaction | Reaction[] | undefined;
  /** Who will settle it; a core when it is derived from or follows that one. */
  declare o: Owner | undefined;

  declare readonly isFrame: boolean;
  declare readonly role: number;

  constructor(owner: Owner | undefined) {
    this.s = 0;
    this.v = undefined;
    this.r = undefined;
    this.o = owner;
  }

  /** As a reaction a core follows the promise that it was resolved with. */
  react(mode: 0 | 1, value: unknown): void {
    if (mode === 0) resolveCore(this, value);
    else rejectCore(this, value);
  }
}
Object.defineProperty(Core.prototype, "isFrame", { value: false });
Object.defineProperty(Core.prototype, "role", { value: Role.core });
registerLayout(Layouts.core, "runtime", Core, ["s", "v", "r", "o"], [[2, 3], [1], [1], [1], [2, 3], [1, 2, 3], [1, 2, 3]]);

export function isPending(core: Core): boolean {
  return core.s === 0 || core.s > 3;
}

/** Adds `reaction`, or queues it when `core` is settled (ECMA-262 27.2.5.4.1 PerformPromiseThen). */
export function subscribe(core: Core, reaction: Reaction): void {
  const s = core.s;
  if (s === 0 || s > 3) {
    const r = core.r;
    if (r === undefined) core.r = reaction;
    else if (Array.isArray(r)) r[r.length] = reaction;
    else core.r = [r, reaction];
    if (s === 0) core.s = 4;
    else if (s === 5) core.s = 6;
  } else if (s === 1) {
    enqueue(reaction, 0, core.v);
  } else {
    core.s = 3;
    enqueue(reaction, 1, core.v);
  }
}

/** Takes one occurrence of `reaction` off a pending promise. */
export function detach(core: Core, reaction: Reaction): void {
  const r = core.r;
  if (r === reaction) {
    core.r = undefined;
  } else if (Array.isArray(r)) {
    const i = r.indexOf(reaction);
    if (i >= 0) r.splice(i, 1);
  }
}

/** The promise resolve function, steps 7 to 15 (ECMA-262 27.2.1.3.2). Ignored when `core` is settled. */
export function resolveCore(core: Core, value: unknown): void {
  if ((typeof value === "object" && value !== null) || typeof value === "function") {
    const followed = coreOf(value);
    if (followed === core) {
      rejectCore(core, new TypeError("A promise cannot be resolved with itself"));
      return;
    }
    let then: unknown;
    try {
      then = (value as { then?: unknown }).then;
    } catch (error) {
      rejectCore(core, error);
      return;
    }
    if (typeof then === "function") {
      if (isPending(core)) {
        core.o = undefined;
        enqueue(new ThenableJob(core, value, then === intrinsicThen && followed !== undefined ? undefined : then), 0, undefined);
      }
      return;
    }
  }
  settle(core, 1, value);
}

/** Rejects `core`; ignored when it is settled. */
export function rejectCore(core: Core, reason: unknown): void {
  settle(core, 2, reason);
}

function settle(core: Core, state: 1 | 2, value: unknown): void {
  const s = core.s;
  if (s !== 0 && s <= 3) return;
  const r = core.r;
  core.r = undefined;
  core.o = undefined;
  core.v = value;
  if (state === 1) {
    core.s = 1;
  } else if (s === 4 || s === 6) {
    core.s = 3;
  } else {
    core.s = 2;
    noteUnhandled(core);
  }
  if (r === undefined) return;
  const mode = state === 1 ? 0 : 1;
  if (Array.isArray(r)) for (let i = 0; i < r.length; i++) enqueue(r[i]!, mode, value);
  else enqueue(r, mode, value);
}
