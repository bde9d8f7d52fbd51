import { Combinator, Element } from "./combinators.js";
import { Core, type Reaction } from "./core.js";
import type { FrameBase } from "./frame.js";
import { ThenableJob } from "./jobs.js";
import { Then } from "./promise.js";

/** Who waits for a promise. */
export type Waiter =
  | { readonly kind: "frame"; readonly frame: FrameBase; readonly settles: Core }
  | { readonly kind: "combinator"; readonly label: string; readonly settles: Core | undefined };

/** The frames and combinators that wait for `core`: directly, or by way of `then` and of promises that follow it. */
export function waitersOf(core: Core): Waiter[] {
  const found: Waiter[] = [];
  const seen = new Set<Core>([core]);
  // A set that grows while it is walked is the work list as well.
  for (const next of seen) {
    for (const reaction of reactionsOf(next)) {
      if (reaction.isFrame) {
        const frame = reaction as FrameBase;
        found.push({ kind: "frame", frame, settles: frame.p });
      } else if (reaction instanceof Element) {
        const { combinator, index } = reaction;
        const { target } = combinator;
        found.push({ kind: "combinator", label: `${combinatorName(combinator)} (index ${index})`, settles: target instanceof Core ? target : undefined });
      } else {
        const settles = settledBy(reaction);
        if (settles !== undefined) seen.add(settles);
      }
    }
  }
  return found;
}

/** The promise that `reaction` settles, when that is known. */
export function settledBy(reaction: Reaction): Core | undefined {
  if (reaction.isFrame) return (reaction as FrameBase).p;
  if (reaction instanceof Core) return reaction;
  if (reaction instanceof Then) return reaction.target instanceof Core ? reaction.target : undefined;
  return reaction instanceof ThenableJob ? reaction.core : undefined;
}

/** As code writes it: `Promise.all`. */
export function combinatorName(combinator: Combinator): string {
  return `Promise.${["all", "allSettled", "any", "race"][combinator.kind]!}`;
}

function reactionsOf(core: Core): readonly Reaction[] {
  const r = core.r;
  return r === undefined ? [] : Array.isArray(r) ? r : [r];
}
