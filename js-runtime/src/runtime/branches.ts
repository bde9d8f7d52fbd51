import type { FrameView } from "../abi.js";
import { TDZ } from "./bindings.js";
import { Combinator } from "./combinators.js";
import type { Core, Owner } from "./core.js";
import type { FrameBase } from "./frame.js";
import { layouts } from "./layouts.js";
import { positions } from "./positions.js";
import { RefCore } from "./ref-core.js";
import type { Thread } from "./thread.js";
import { type Waiter, combinatorName, waitersOf } from "./waiters.js";

/** Branches that are told; shared promises can make more of them than anybody reads. */
const BRANCHES_MAX = 1_000;

/**
 * What a waiting thread is doing: every way from a frame that waits for nothing of the thread's own out to the frame that nobody
 * awaits, innermost first. For people and tests; nothing of it is saved.
 */
export function branchesOf(thread: Thread): FrameView[][] {
  const frames = framesOf(thread);
  const outer = new Set<FrameBase>();
  for (const frame of frames) for (const { frame: above } of framesAbove(frame)) outer.add(above);
  const branches: FrameView[][] = [];
  for (const frame of frames) if (!outer.has(frame)) extend([viewOf(frame, [])], frame, new Set([frame]), branches);
  return branches;
}

/** All frames that main waits for, in the order in which it came to do so, then those that only a ref leads to. */
function framesOf(thread: Thread): Set<FrameBase> {
  const frames = new Set<FrameBase>();
  const below = new Set<Owner>(thread.main === undefined ? [] : [thread.main]);
  // Sets that grow while they are walked are their own work lists.
  for (const one of below) {
    for (const next of innerOf(one, frames)) below.add(next);
  }
  const above = new Set<Core>(thread.refs);
  for (const core of above) {
    for (const waiter of waitersOf(core)) {
      if (waiter.kind === "frame") frames.add(waiter.frame);
      if (waiter.settles !== undefined) above.add(waiter.settles);
    }
  }
  return frames;
}

/** What must settle before `one` can; notes `one` when it is a frame. */
function innerOf(one: Owner, frames: Set<FrameBase>): readonly Owner[] {
  if (one instanceof Combinator) return one.inputs ?? [];
  if ((one as Partial<FrameBase>).isFrame === true) {
    const frame = one as FrameBase;
    frames.add(frame);
    return frame.q === undefined ? [] : [frame.q];
  }
  const { o: owner } = one as Core;
  return owner === undefined || owner === one ? [] : [owner];
}

interface Above {
  readonly frame: FrameBase;
  /** Combinators on the way, inner first. */
  readonly through: readonly string[];
}

/** The frames that wait for a frame's promise. */
function framesAbove(frame: FrameBase): Above[] {
  const found: Above[] = [];
  const pending: { waiter: Waiter; through: readonly string[] }[] = waitersOf(frame.p).map((waiter) => ({ waiter, through: [] }));
  for (const { waiter, through } of pending) {
    if (waiter.kind === "frame") {
      found.push({ frame: waiter.frame, through });
    } else if (waiter.settles !== undefined && pending.length < BRANCHES_MAX) {
      pending.push(...waitersOf(waiter.settles).map((next) => ({ waiter: next, through: [...through, waiter.label] })));
    }
  }
  return found;
}

/** Adds the branches that begin with `path`, whose last frame is `frame`. */
function extend(path: readonly FrameView[], frame: FrameBase, seen: ReadonlySet<FrameBase>, branches: FrameView[][]): void {
  const above = framesAbove(frame).filter((one) => !seen.has(one.frame));
  if (above.length === 0 && branches.length < BRANCHES_MAX) branches.push([...path]);
  for (const { frame: next, through } of above) {
    if (branches.length >= BRANCHES_MAX) return;
    extend([...path, viewOf(next, through)], next, new Set(seen).add(next), branches);
  }
}

function viewOf(frame: FrameBase, through: readonly string[]): FrameView {
  const place = positions.place(frame.layoutId, frame.pc);
  return { name: place?.name ?? "", file: place?.file ?? "", line: place?.line ?? 0, column: place?.column ?? 0, through, awaits: awaitedBy(frame), variables: variablesOf(frame) };
}

function awaitedBy(frame: FrameBase): string {
  const owner = frame.q?.o;
  if (frame.q instanceof RefCore) return `ref ${JSON.stringify(frame.q.name)}`;
  if (owner instanceof Combinator) return combinatorName(owner);
  if (owner === undefined || (owner as Partial<FrameBase>).isFrame !== true) return "a promise";
  const name = positions.place((owner as FrameBase).layoutId, undefined)?.name ?? "";
  return name === "" ? "an async function" : `${name}()`;
}

/** The variables that live at the await and those of the scopes around, inner ones hiding outer ones. */
function variablesOf(frame: FrameBase): [name: string, value: unknown][] {
  const variables = new Map<string, unknown>();
  const scopes = new Set<object>();
  const { fields, variants } = layouts[frame.layoutId]!;
  const live = variants?.[frame.pc] ?? fields.map((_, i) => i);
  for (const i of live) {
    const field = fields[i]!;
    const value = (frame as unknown as Record<string, unknown>)[field];
    const name = positions.fieldName(frame.layoutId, field);
    if (scopeLayout(value) !== undefined) scopes.add(value as object);
    else if (name !== undefined && value !== TDZ) variables.set(name, value);
  }
  // A frame may hold several scopes, the innermost last.
  for (const scope of [...scopes].reverse()) addScopes(scope, variables);
  return [...variables];
}

function addScopes(innermost: object, variables: Map<string, unknown>): void {
  for (let scope: unknown = innermost; ; scope = (scope as { p?: unknown }).p) {
    const layout = scopeLayout(scope);
    if (layout === undefined) return;
    for (const field of layout.fields) {
      const name = positions.fieldName(layout.id, field);
      const value = (scope as Record<string, unknown>)[field];
      if (name !== undefined && value !== TDZ && !variables.has(name)) variables.set(name, value);
    }
  }
}

function scopeLayout(value: unknown): (typeof layouts)[number] {
  if (typeof value !== "object" || value === null) return undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return layouts.find((layout) => layout?.kind === "scope" && layout.prototype === prototype);
}
