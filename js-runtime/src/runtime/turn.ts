import type { Outcome } from "../abi.js";
import { failureOf } from "./failure.js";
import { CancelToken } from "./cancel-token.js";
import { deliverNext } from "./combinators.js";
import { type Step, enterStep } from "./context.js";
import { type Core, type Reaction, State, isPending } from "./core.js";
import { settleModuleCursors } from "./cursor.js";
import type { FrameBase } from "./frame.js";
import { enterJob, thread } from "./queue.js";
import { clearAllTimers } from "./timers.js";
import { type Thread, ThreadFlags } from "./thread.js";

/** Jobs that have run before the queue is cut: a step without an end must not also grow without one. */
const JOBS_BETWEEN_CUTS = 4096;

/**
 * Runs at most `jobsMax` microtasks of the running thread, then the results that waited for an empty queue, one by one.
 *
 * @returns true when nothing is left to run.
 */
export function drain(jobsMax: number): boolean {
  const jobs = thread.jobs!;
  let left = jobsMax;
  do {
    let next = 0;
    while (next < jobs.length) {
      if (left-- <= 0) {
        jobs.splice(0, next);
        return false;
      }
      const reaction = jobs[next] as Reaction;
      const mode = jobs[next + 1] as 0 | 1;
      const value = jobs[next + 2];
      next += 3;
      if (next >= 3 * JOBS_BETWEEN_CUTS) {
        jobs.splice(0, next);
        next = 0;
      }
      enterJob(reaction);
      reaction.react(mode, value);
    }
    jobs.length = 0;
  } while (deliverNext(thread.after!));
  return true;
}

/** Drains the queue and says what the step did. Throws the error that undoes the step, if there was one. */
export function finishTurn(step: Step, jobsMax: number): Outcome {
  const isIdle = drain(jobsMax);
  if (step.fatal !== undefined) throw step.fatal;
  settleModuleCursors();
  enterStep(step);
  const running = thread;
  const outcome: Outcome = {
    status: 0, thread: running, outputs: step.outputs, outputHeaders: step.outputHeaders, openRefs: [], labels: step.labels, result: undefined, failure: undefined, log: step.log,
    paused: !isIdle,
  };
  if (!isIdle) {
    running.flags |= ThreadFlags.isBusy;
    outcome.openRefs = openRefs(running);
    return outcome;
  }
  const main = running.main!;
  if (main.s === State.fulfilled) complete(outcome, main.v);
  else if (!isPending(main)) fail(outcome, main.v, (running.flags & ThreadFlags.isCancelled) !== 0 && main.v instanceof CancelToken);
  else failUnhandled(outcome, running);
  running.flags &= ~ThreadFlags.isBusy;
  running.jobs = running.after = running.unhandled = undefined;
  if (outcome.status === 0) outcome.openRefs = openRefs(running);
  else clearAllTimers();
  return outcome;
}

/** Runs what module evaluation queued, and throws the first rejection that nobody handles. */
export function finishEvaluation(): void {
  drain(Infinity);
  for (const core of thread.unhandled!) if (core.s === State.rejected) throw core.v;
}

function complete(outcome: Outcome, value: unknown): void {
  try {
    outcome.result = JSON.stringify(value) ?? "null";
    outcome.status = 1;
  } catch (error) {
    // A result that has no JSON form (a cycle, a bigint, a toJSON that throws) is a failure of the workflow, told as one.
    fail(outcome, error, false);
  }
}

function fail(outcome: Outcome, reason: unknown, isCancelled: boolean): void {
  outcome.status = isCancelled ? 3 : 2;
  outcome.failure = failureOf(reason);
}

function failUnhandled(outcome: Outcome, running: Thread): void {
  const unhandled = running.unhandled!;
  for (let i = 0; i < unhandled.length; i++) {
    const core = unhandled[i]!;
    if (core.s === State.rejected && !(core.v instanceof CancelToken)) {
      fail(outcome, core.v, false);
      return;
    }
  }
}

function openRefs(running: Thread): (number | string | undefined)[] {
  const flat: (number | string | undefined)[] = [];
  for (let i = 0; i < running.refs.length; i++) {
    const core = running.refs[i]!;
    const frame = frameOn(core);
    if (typeof core.id === "number") flat.push(core.id, undefined);
    else flat.push(0, core.id);
    flat.push(frame === undefined ? 0 : frame.layoutId + 1, frame === undefined ? 0 : frame.pc);
  }
  return flat;
}

function frameOn(core: Core): FrameBase | undefined {
  const r = core.r;
  if (r === undefined) return undefined;
  if (!Array.isArray(r)) return r.isFrame ? (r as unknown as FrameBase) : undefined;
  return r.find((reaction) => reaction.isFrame) as FrameBase | undefined;
}
