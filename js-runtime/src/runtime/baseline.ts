import { partsOf } from "./stamp.js";
import { builtInName } from "./built-ins.js";
import { layouts } from "./layouts.js";
import { coreOf } from "./promise.js";
import { unsaveableKind } from "./unsaveable.js";

type Member = object | symbol;

/**
 * What the evaluation of the bundle made, numbered in an order that depends on the bundle alone: see "The baseline" in
 * docs/continuation-format.md, which a codec outside the bundle relies on.
 */
export class Baseline {
  /** By baseline number. */
  readonly members: Member[] = [];
  readonly #numbers = new Map<Member, number>();

  constructor(roots: readonly unknown[]) {
    for (const root of roots) this.#add(root);
    for (let i = 0; i < this.members.length; i++) {
      const member = this.members[i]!;
      if (typeof member !== "symbol") this.#visit(member);
    }
  }

  numberOf(value: Member): number | undefined {
    return this.#numbers.get(value);
  }

  restore(): void {}

  #add(value: unknown): void {
    if (typeof value === "symbol") {
      if (Symbol.keyFor(value) !== undefined || wellKnown.has(value)) return;
    } else if ((typeof value !== "object" || value === null) && typeof value !== "function") {
      return;
    } else if (builtInName(value) !== undefined || layoutPrototypes().has(value)) {
      return;
    }
    if (this.#numbers.has(value)) return;
    this.#numbers.set(value, this.members.length);
    this.members.push(value);
  }

  #visit(object: object): void {
    if (unsaveableKind(object) !== undefined) return;
    this.#add(Object.getPrototypeOf(object));
    const isView = ArrayBuffer.isView(object);
    for (const key of Reflect.ownKeys(object)) {
      if (isView && typeof key === "string" && String(+key) === key) continue;
      this.#add(key);
      const d = Reflect.getOwnPropertyDescriptor(object, key)!;
      this.#add(d.get);
      this.#add(d.set);
      this.#add(d.value);
    }
    if (typeof object === "function") {
      this.#add(partsOf(object)?.scope);
    } else if (coreOf(object) !== undefined) {
      this.#add(coreOf(object));
    } else if (object instanceof Map) {
      for (const [key, value] of entriesOf(object)) {
        this.#add(key);
        this.#add(value);
      }
    } else if (object instanceof Set) {
      for (const value of valuesOf(object)) this.#add(value);
    } else if (isView) {
      this.#add(object.buffer);
    }
  }
}

const wellKnown = new Set<symbol>(
  Reflect.ownKeys(Symbol).map((key) => (Symbol as never as Record<string | symbol, unknown>)[key]).filter((value): value is symbol => typeof value === "symbol"),
);

let prototypes: Set<object> | undefined;
/** Prototypes of layouts are saved by layout id, never by number. */
function layoutPrototypes(): Set<object> {
  if (prototypes === undefined) {
    prototypes = new Set();
    for (const layout of layouts) if (layout !== undefined) prototypes.add(layout.prototype);
  }
  return prototypes;
}

const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

/** The entries of a Map; none for an object that only inherits from `Map.prototype`. */
export function entriesOf(map: Map<unknown, unknown>): [unknown, unknown][] {
  return isBranded(mapSize, map) ? Array.from(Reflect.apply(mapEntries, map, []) as Iterable<[unknown, unknown]>) : [];
}

/** The values of a Set; none for an object that only inherits from `Set.prototype`. */
export function valuesOf(set: Set<unknown>): unknown[] {
  return isBranded(setSize, set) ? Array.from(Reflect.apply(setValues, set, []) as Iterable<unknown>) : [];
}

const mapSize = Reflect.getOwnPropertyDescriptor(Map.prototype, "size")!.get!;
const setSize = Reflect.getOwnPropertyDescriptor(Set.prototype, "size")!.get!;

function isBranded(getter: Function, object: object): boolean {
  try {
    Reflect.apply(getter, object, []);
    return true;
  } catch {
    // The getter throws for objects that lack the internal slot: that is the question asked.
    return false;
  }
}
