import { TDZ } from "./bindings.js";
import { builtInName } from "./built-ins.js";
import { entriesOf, valuesOf } from "./collections.js";
import { layouts } from "./layouts.js";
import { privateRecord } from "./privates.js";
import { coreOf } from "./promise.js";
import { isShell, stateOf } from "./shell.js";
import { partsOf } from "./stamp.js";
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
  readonly #excluded = new Set<unknown>([TDZ]);

  constructor(roots: readonly unknown[]) {
    for (const layout of layouts) if (layout !== undefined) this.#excluded.add(layout.prototype);
    for (const root of roots) this.#add(root);
    for (let i = 0; i < this.members.length; i++) {
      const member = this.members[i]!;
      if (typeof member !== "symbol") this.#visit(member);
    }
  }

  numberOf(value: Member): number | undefined {
    return this.#numbers.get(value);
  }

  #add(value: unknown): void {
    if (typeof value === "symbol") {
      if (Symbol.keyFor(value) !== undefined || wellKnown.has(value)) return;
    } else if ((typeof value !== "object" || value === null) && typeof value !== "function") {
      return;
    } else if (builtInName(value) !== undefined || this.#excluded.has(value)) {
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
    const parts = partsOf(object);
    if (parts !== undefined) this.#add(parts.scope);
    else if (coreOf(object) !== undefined) this.#add(coreOf(object));
    else if (isShell(object)) this.#add(stateOf(object));
    else if (object instanceof Map) for (const pair of entriesOf(object)) pair.forEach((value) => this.#add(value));
    else if (object instanceof Set) for (const value of valuesOf(object)) this.#add(value);
    else if (isView) this.#add(object.buffer);
    this.#add(privateRecord(object));
  }
}

const wellKnown = new Set<unknown>(Reflect.ownKeys(Symbol).map((key) => (Symbol as unknown as Record<string | symbol, unknown>)[key]));
