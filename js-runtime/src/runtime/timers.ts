import { CancelToken } from "./cancel-token.js";
import { context, threadStep } from "./context.js";
import { Core, type Reaction, rejectCore, subscribe } from "./core.js";
import { Layouts, registerLayout } from "./layouts.js";
import { sendTimer } from "./outputs.js";
import { thread } from "./queue.js";
import { RefCore, closeRef } from "./ref-core.js";
import { openRef } from "./refs.js";

/** The longest delay, milliseconds: what the scheduler accepts by default, ten years. */
const DELAY_MS_MAX = 315_360_000_000;
const NOT_REPEATED = -1;

/**
 * A timer of `setTimeout` or `setInterval`: what happens when the ref that it waits for is settled. The ref's key went to the scheduler
 * topic with the delay, so the timer may be due after any number of restarts.
 */
class Timer implements Reaction {
  declare readonly isFrame: boolean;
  /** Number of the ref that is open now. */
  ref = 0;

  /**
   * @param handle what user code was given; the number of the first ref
   * @param periodMs of an interval, else `NOT_REPEATED`
   */
  constructor(public handle: number, public callback: (...args: unknown[]) => unknown, public args: unknown[], public periodMs: number) {}

  /** The ref was settled by the scheduler, or cancelled with its thread. */
  react(mode: 0 | 1, value: unknown): void {
    if (mode === 1) {
      if (value instanceof CancelToken) sendTimer(keyOf(this.ref), null);
      else rejectCore(new Core(undefined), value);
      return;
    }
    const { callback, args } = this;
    running = this;
    try {
      callback(...args);
    } catch (error) {
      // Nobody can handle it: it ends the thread, as an error in a timer ends a process.
      rejectCore(new Core(undefined), error);
      return;
    } finally {
      running = undefined;
    }
    if (this.periodMs !== NOT_REPEATED) arm(this, this.periodMs);
  }
}
Object.defineProperty(Timer.prototype, "isFrame", { value: false });
registerLayout(Layouts.timer, "runtime", Timer, ["handle", "callback", "args", "periodMs", "ref"]);

/** The timer whose callback runs. */
let running: Timer | undefined;

/** `setTimeout(callback, delayMs, ...args)` */
export function setTimeout(callback: unknown, delayMs?: unknown, ...args: unknown[]): number {
  return set("setTimeout", callback, delayMs, args, false);
}

/** `setInterval(callback, periodMs, ...args)` */
export function setInterval(callback: unknown, periodMs?: unknown, ...args: unknown[]): number {
  return set("setInterval", callback, periodMs, args, true);
}

/** `clearTimeout(handle)` and `clearInterval(handle)`: what is no timer of this thread is ignored. */
export function clearTimer(handle: unknown): void {
  if (running !== undefined && running.handle === handle) running.periodMs = NOT_REPEATED;
  const core = thread.refs.find((open) => timerOf(open)?.handle === handle);
  if (core === undefined) return;
  closeRef(core);
  core.r = undefined;
  sendTimer(keyOf(core.id), null);
}

/** Takes back the timers of a thread that has ended. */
export function clearAllTimers(): void {
  const { refs } = thread;
  for (let i = 0; i < refs.length; i++) if (timerOf(refs[i]!) !== undefined) sendTimer(keyOf(refs[i]!.id), null);
}

function set(name: string, callback: unknown, delayMs: unknown, args: unknown[], isRepeated: boolean): number {
  threadStep(name);
  if (typeof callback !== "function") throw new TypeError(`${name}: the callback must be a function, found ${callback === null ? "null" : typeof callback}`);
  const delay = Number(delayMs);
  const ms = delay >= 1 ? Math.trunc(delay) : 1;
  if (ms > DELAY_MS_MAX) throw new RangeError(`${name}: a delay of ${ms} ms, the limit is ${DELAY_MS_MAX} (ten years)`);
  const timer = new Timer(thread.nextRef, callback as () => unknown, args, isRepeated ? ms : NOT_REPEATED);
  arm(timer, ms);
  return timer.handle;
}

function arm(timer: Timer, ms: number): void {
  timer.ref = thread.nextRef++;
  const core = new RefCore(timer.ref, undefined);
  openRef(core);
  subscribe(core, timer);
  sendTimer(keyOf(timer.ref), String(ms));
}

function timerOf(core: RefCore): Timer | undefined {
  return core.r instanceof Timer ? core.r : undefined;
}

/** The record key that makes the scheduler settle ref `n` of this thread. */
function keyOf(n: number | string): string {
  const { threadId, incarnation } = context();
  return `${threadId}|{"ref":"~${incarnation.toString(36)}.${n.toString(36)}"}`;
}
