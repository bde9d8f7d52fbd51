import { CancelToken } from "./cancel-token.js";
import { Combinator, Element, deliverLater } from "./combinators.js";
import { Core, type Reaction, Role, State, detach, isPending, rejectCore } from "./core.js";
import type { FrameBase } from "./frame.js";
import { enqueue } from "./queue.js";
import { type RefCore, closeRef } from "./ref-core.js";

/**
 * Structured cancellation, as docs/semantics.md tells it: a promise is cancelled by way of whoever will settle it, and
 * only where nobody else waits for it. An exploration with a stack of its own, so a chain of any length is no problem.
 *
 * @returns true when an await or a handler of user code will see the token; the caller then lets cleanup run first.
 */
export function cancel(promise: Core, token: CancelToken): boolean {
  const stack: Core[] = [promise];
  const decided: Combinator[] = [];
  let touched = false;
  while (stack.length > 0) {
    const core = stack.pop()!;
    const owner = core.o;
    if (!isPending(core) || owner === undefined) continue;
    if (isSeen(core)) touched = true;
    // A ref owns itself. As the owner of another promise it is what that one follows, like any promise.
    switch (owner.role === Role.ref && owner !== core ? Role.core : owner.role) {
      case Role.frame: {
        touched = true;
        const blockedOn = cancelFrame(owner as unknown as FrameBase, core, token);
        if (blockedOn !== undefined) stack.push(blockedOn);
        break;
      }
      case Role.ref:
        closeRef(core as RefCore);
        rejectCore(core, token);
        break;
      case Role.combinator:
        stack.push(...takeInputs(owner as Combinator).reverse());
        decided.push(owner as Combinator);
        break;
      default: {
        const parent = owner as Core;
        const reaction = reactionFor(parent, core);
        if (reaction !== undefined && isOnly(parent, reaction) && parent.o !== undefined) {
          stack.push(parent);
        } else {
          if (reaction !== undefined) detach(parent, reaction);
          rejectCore(core, token);
        }
      }
    }
  }
  // Innermost first: an inner combinator was met after the one around it.
  for (let i = decided.length - 1; i >= 0; i--) deliverLater(decided[i]!.target, 1, token);
  return touched;
}

/** Cancels the unsettled ones of `inputs` that nobody but `combinator` waits for. */
export function cancelInputs(combinator: Combinator, inputs: Core[]): boolean {
  let token: CancelToken | undefined;
  let touched = false;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]!;
    if (!isPending(input) || !isOnlyOf(input, combinator)) continue;
    token ??= new CancelToken();
    if (cancel(input, token)) touched = true;
  }
  return touched;
}

/** Gives a frame whose earlier cancellation found it running its token, now that it is blocked. */
export function cancelMarked(core: Core): void {
  const token = core.v as CancelToken;
  core.s = core.s === State.pendingMarked ? State.pending : State.pendingHandled;
  core.v = undefined;
  cancel(core, token);
}

/** Returns the promise to cancel in place of the frame, when the frame waits for it alone. */
function cancelFrame(frame: FrameBase, core: Core, token: CancelToken): Core | undefined {
  const blockedOn = frame.q;
  if (blockedOn === undefined) {
    if (core.s <= State.pendingHandled) {
      core.s = core.s === State.pending ? State.pendingMarked : State.pendingHandledMarked;
      core.v = token;
    }
    return undefined;
  }
  if (blockedOn.o !== undefined && isOnly(blockedOn, frame)) return blockedOn;
  detach(blockedOn, frame);
  enqueue(frame, 1, token);
  return undefined;
}

/** Decides `combinator`, and returns those of its inputs that nobody else waits for. */
function takeInputs(combinator: Combinator): Core[] {
  const inputs = combinator.inputs ?? [];
  combinator.left = -1;
  combinator.inputs = undefined;
  return inputs.filter((input) => isPending(input) && isOnlyOf(input, combinator));
}

/** What on `parent` will settle the derived promise `core`: a `then`, or the core itself when it follows `parent`. */
function reactionFor(parent: Core, core: Core): Reaction | undefined {
  const r = parent.r;
  if (r === undefined) return undefined;
  for (const reaction of Array.isArray(r) ? r : [r]) {
    if (reaction === core || (reaction as { target?: unknown }).target === core) return reaction;
  }
  return undefined;
}

function isOnly(core: Core, reaction: Reaction): boolean {
  const r = core.r;
  return r === reaction || (Array.isArray(r) && r.length === 1 && r[0] === reaction);
}

function isOnlyOf(core: Core, combinator: Combinator): boolean {
  const r = core.r;
  if (r instanceof Element) return r.combinator === combinator;
  return Array.isArray(r) && r.every((reaction) => reaction instanceof Element && reaction.combinator === combinator);
}

/** Whether user code waits for `core` other than through a combinator. */
function isSeen(core: Core): boolean {
  const r = core.r;
  if (r === undefined) return false;
  return Array.isArray(r) ? r.some((reaction) => !(reaction instanceof Element)) : !(r instanceof Element);
}
