import { builtInName } from "./built-ins.js";
import { entriesOf, valuesOf } from "./collections.js";
import type { LayoutInfo } from "../abi.js";
import { layouts } from "./layouts.js";
import { coreOf } from "./promise.js";
import { isShell, stateOf } from "./shell.js";
import { partsOf } from "./stamp.js";
import { unsaveableKind } from "./unsaveable.js";
import { takeHeld, weakStateOf, type WeakState } from "./weak.js";

const NativeMap = Map;
const NativeSet = Set;

/** What a host knows of the module. */
export interface ModuleMembers {
  numberOf(value: object | symbol): number | undefined;
  /** Members that differ from what evaluating the bundle made. */
  changed(): object[];
}

/**
 * Drops the entries of weak collections whose key nothing holds but weak collections: what a garbage collector would do, done at the end
 * of a step so that it is the same on every machine. Costs nothing unless the thread uses such entries; then a walk over its graph.
 */
export function pruneWeak(root: object, modules: ModuleMembers): void {
  const held = takeHeld();
  const isMember = (key: unknown): boolean => modules.numberOf(key as object) !== undefined || (typeof key === "object" && builtInName(key as object) !== undefined);
  if (!held.some((state) => [...state.keys()].some((key) => !isMember(key)))) return;
  const reached = new Reachable(isMember);
  reached.walk([root, ...modules.changed().filter((member) => !held.includes(member as WeakState))], held);
  for (const state of new NativeSet(held)) {
    for (const key of [...state.keys()]) if (!isMember(key) && !reached.seen.has(key)) state.delete(key);
  }
}

/** A walk over everything that a codec would write, with weak entries followed only when their key was met (ephemerons). */
class Reachable {
  readonly seen = new NativeSet<unknown>();
  readonly #stack: object[] = [];
  readonly #weak = new NativeSet<WeakState>();

  constructor(readonly isMember: (value: unknown) => boolean) {}

  /** @param weak states whose weak object may be a member of the module, and is then not met */
  walk(roots: readonly object[], weak: readonly WeakState[]): void {
    for (const state of weak) if (this.isMember(state)) this.#weak.add(state);
    for (const root of roots) {
      this.seen.add(root);
      this.#visit(root);
    }
    const followed = new NativeMap<WeakState, Set<unknown>>();
    let isGrowing = true;
    while (isGrowing) {
      for (let object = this.#stack.pop(); object !== undefined; object = this.#stack.pop()) this.#visit(object);
      isGrowing = false;
      for (const state of this.#weak) {
        if (!(state instanceof NativeMap)) continue;
        let done = followed.get(state);
        if (done === undefined) followed.set(state, (done = new NativeSet()));
        for (const [key, value] of state) {
          if (done.has(key) || !(this.seen.has(key) || this.isMember(key))) continue;
          done.add(key);
          this.#add(value);
          isGrowing = true;
        }
      }
    }
  }

  #add(value: unknown): void {
    if (typeof value === "symbol") this.seen.add(value);
    if ((typeof value !== "object" || value === null) && typeof value !== "function") return;
    if (this.seen.has(value) || this.isMember(value)) return;
    this.seen.add(value);
    if (typeof value !== "function" || builtInName(value) === undefined) this.#stack.push(value);
  }

  #visit(object: object): void {
    if (unsaveableKind(object) !== undefined) return;
    const weak = weakStateOf(object);
    if (weak !== undefined) {
      this.#weak.add(weak);
      return;
    }
    const layout = layoutOf(object);
    if (layout !== undefined && layout.hidden === undefined) return this.#visitFields(object as Record<string, unknown>, layout);
    this.#add(Object.getPrototypeOf(object));
    const isView = ArrayBuffer.isView(object);
    for (const key of Reflect.ownKeys(object)) {
      if (isView && typeof key === "string") continue;
      this.#add(key);
      const d = Reflect.getOwnPropertyDescriptor(object, key)!;
      this.#add(d.get);
      this.#add(d.set);
      this.#add(d.value);
    }
    const parts = partsOf(object);
    if (parts !== undefined) this.#add(parts.scope);
    else if (isShell(object)) this.#add(stateOf(object));
    else if (coreOf(object) !== undefined) this.#add(coreOf(object));
    else if (object instanceof NativeMap) for (const pair of entriesOf(object)) pair.forEach((value) => this.#add(value));
    else if (object instanceof NativeSet) for (const value of valuesOf(object)) this.#add(value);
    else if (isView) this.#add(object.buffer);
  }

  /** Only the fields that the object's variant saves. */
  #visitFields(object: Record<string, unknown>, { fields, variants }: LayoutInfo): void {
    const live = variants === null ? null : variants[object[fields[0]!] as number] ?? null;
    if (live === null) for (const field of fields) this.#add(object[field]);
    else for (const i of live) this.#add(object[fields[i]!]);
  }
}

let byPrototype: Map<unknown, LayoutInfo> | undefined;

function layoutOf(object: object): LayoutInfo | undefined {
  if (byPrototype === undefined) {
    byPrototype = new NativeMap();
    for (const layout of layouts) if (layout !== undefined) byPrototype.set(layout.prototype, layout);
  }
  return byPrototype.get(Object.getPrototypeOf(object));
}
