import { Layouts, registerShell } from "./layouts.js";
import { addState, stateOf } from "./shell.js";

const NativeMap = Map;
const NativeSet = Set;

/** What the weak objects of this realm hold: a Map of a WeakMap, a Set of the others. */
export type WeakState = Map<unknown, unknown> | Set<unknown>;

/**
 * The hidden states that were filled in this step or came with the thread. Within a step they hold their keys strongly: steps are short. At its end
 * `pruneWeak` drops what nothing else holds, so that only entries whose key is reachable are saved.
 */
let held: WeakState[] = [];

/** Hidden states that belong to the module: a thread may have brought entries for them. */
let ofModule: readonly WeakState[] = [];

/** Called once, with everything that evaluating the bundle made. */
export function noteModuleWeak(members: readonly (object | symbol)[]): void {
  ofModule = members.flatMap((member) => (typeof member === "symbol" ? [] : weakStateOf(member) ?? []));
  held = [];
}

/** The states to look at when a step that `holdsWeak` ends; forgets those of the thread. */
export function takeHeld(): WeakState[] {
  const taken = held.concat(ofModule);
  held = [];
  return taken;
}

const mapSize = Reflect.getOwnPropertyDescriptor(NativeMap.prototype, "size")!.get!;
const setSize = Reflect.getOwnPropertyDescriptor(NativeSet.prototype, "size")!.get!;

/** Whether the running thread may have entries in weak objects: nearly never, so that a step asks before it does anything about them. */
export function holdsWeak(): boolean {
  if (held.length > 0) return true;
  for (let i = 0; i < ofModule.length; i++) {
    const state = ofModule[i]!;
    if (Reflect.apply(state instanceof NativeMap ? mapSize : setSize, state, []) !== 0) return true;
  }
  return false;
}

/** Forgets the states of the thread. */
export function dropHeld(): void {
  if (held.length > 0) held = [];
}

function note(state: WeakState): void {
  if (held[held.length - 1] !== state) held.push(state);
}

/** ECMA-262 9.14 CanBeHeldWeakly */
function canBeHeld(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function" || (typeof value === "symbol" && Symbol.keyFor(value) === undefined);
}

function mapOf(self: unknown, name: string): Map<unknown, unknown> {
  const state = stateOf(self);
  if (!(state instanceof NativeMap)) throw new TypeError(`${name} called on a value that is not a WeakMap`);
  return state;
}

/** `WeakMap` of ECMA-262 24.3 whose entries can be saved. */
class WorkflowWeakMap {
  constructor(iterable?: unknown) {
    addState(this, new NativeMap());
    if (iterable === undefined || iterable === null) return;
    const adder: unknown = (this as { set?: unknown }).set;
    if (typeof adder !== "function") throw new TypeError("The set method of a WeakMap is not a function");
    for (const item of iterable as Iterable<unknown>) {
      if ((typeof item !== "object" && typeof item !== "function") || item === null) throw new TypeError("An entry of a WeakMap is not an object");
      Reflect.apply(adder, this, [(item as unknown[])[0], (item as unknown[])[1]]);
    }
  }

  get(key: unknown): unknown {
    return mapOf(this, "WeakMap.prototype.get").get(key);
  }

  set(key: unknown, value: unknown): this {
    const state = mapOf(this, "WeakMap.prototype.set");
    if (!canBeHeld(key)) throw new TypeError("Invalid value used as weak map key");
    state.set(key, value);
    note(state);
    return this;
  }

  has(key: unknown): boolean {
    return mapOf(this, "WeakMap.prototype.has").has(key);
  }

  delete(key: unknown): boolean {
    return mapOf(this, "WeakMap.prototype.delete").delete(key);
  }
}

function setOf(self: unknown, prototype: object, name: string): Set<unknown> {
  const state = stateOf(self);
  if (!(state instanceof NativeSet) || kinds.get(state) !== prototype) throw new TypeError(`${name} called on a value of another kind`);
  return state;
}

/** Which kind of object a Set is the state of: the prototype of that kind. */
const kinds = new WeakMap<Set<unknown>, object>();

function addSet(self: object, prototype: object, values: unknown[]): void {
  const state = new NativeSet(values);
  kinds.set(state, prototype);
  addState(self, state);
  note(state);
}

/** `WeakSet` of ECMA-262 24.4. */
class WorkflowWeakSet {
  constructor(iterable?: unknown) {
    addSet(this, WorkflowWeakSet.prototype, []);
    if (iterable === undefined || iterable === null) return;
    const adder: unknown = (this as { add?: unknown }).add;
    if (typeof adder !== "function") throw new TypeError("The add method of a WeakSet is not a function");
    for (const item of iterable as Iterable<unknown>) Reflect.apply(adder, this, [item]);
  }

  add(value: unknown): this {
    const state = setOf(this, WorkflowWeakSet.prototype, "WeakSet.prototype.add");
    if (!canBeHeld(value)) throw new TypeError("Invalid value used in weak set");
    state.add(value);
    note(state);
    return this;
  }

  has(value: unknown): boolean {
    return setOf(this, WorkflowWeakSet.prototype, "WeakSet.prototype.has").has(value);
  }

  delete(value: unknown): boolean {
    return setOf(this, WorkflowWeakSet.prototype, "WeakSet.prototype.delete").delete(value);
  }
}

/** `WeakRef` of ECMA-262 26.1: it loses its target when a step ends and nothing else holds that. */
class WorkflowWeakRef {
  constructor(target: unknown) {
    if (!canBeHeld(target)) throw new TypeError("Invalid target of a WeakRef");
    addSet(this, WorkflowWeakRef.prototype, [target]);
  }

  deref(): unknown {
    for (const target of setOf(this, WorkflowWeakRef.prototype, "WeakRef.prototype.deref")) return target;
    return undefined;
  }
}

/** `FinalizationRegistry` of ECMA-262 26.2, which lets an engine never call back: this one never does. Its state are the tokens. */
class WorkflowFinalizationRegistry {
  constructor(cleanup: unknown) {
    if (typeof cleanup !== "function") throw new TypeError("FinalizationRegistry: cleanup must be callable");
    addSet(this, WorkflowFinalizationRegistry.prototype, []);
  }

  register(target: unknown, heldValue: unknown, token?: unknown): void {
    const state = setOf(this, WorkflowFinalizationRegistry.prototype, "FinalizationRegistry.prototype.register");
    if (!canBeHeld(target)) throw new TypeError("Invalid target of a FinalizationRegistry");
    if (target === heldValue) throw new TypeError("FinalizationRegistry: target and held value must not be the same");
    if (!canBeHeld(token)) {
      if (token !== undefined) throw new TypeError("Invalid unregister token of a FinalizationRegistry");
      return;
    }
    state.add(token);
    note(state);
  }

  unregister(token: unknown): boolean {
    const state = setOf(this, WorkflowFinalizationRegistry.prototype, "FinalizationRegistry.prototype.unregister");
    if (!canBeHeld(token)) throw new TypeError("Invalid unregister token of a FinalizationRegistry");
    return state.delete(token);
  }
}

const classes: [name: string, layoutId: number, of: { prototype: object }, length: number][] = [
  ["WeakMap", Layouts.weakMap, WorkflowWeakMap, 0],
  ["WeakSet", Layouts.weakSet, WorkflowWeakSet, 0],
  ["WeakRef", Layouts.weakRef, WorkflowWeakRef, 1],
  ["FinalizationRegistry", Layouts.finalizationRegistry, WorkflowFinalizationRegistry, 1],
];

/** Replaces the weak classes of the realm. */
export function installWeak(): void {
  for (const [name, layoutId, of, length] of classes) {
    Object.defineProperty(of, "name", { value: name, configurable: true });
    Object.defineProperty(of, "length", { value: length, configurable: true });
    Object.defineProperty(of.prototype, Symbol.toStringTag, { value: name, configurable: true });
    Object.defineProperty(globalThis, name, { value: of, writable: true, enumerable: false, configurable: true });
    registerShell(layoutId, of.prototype, {
      afterLoad: (object) => {
        const state = stateOf(object);
        if (state instanceof NativeSet) kinds.set(state, of.prototype);
        if (state instanceof NativeSet || state instanceof NativeMap) note(state);
      },
    });
  }
}

const weakPrototypes = new NativeSet<unknown>(classes.map(([, , of]) => of.prototype));

/** The state of a weak object; undefined for everything else. */
export function weakStateOf(object: object): WeakState | undefined {
  return weakPrototypes.has(Object.getPrototypeOf(object)) ? (stateOf(object) as WeakState | undefined) : undefined;
}
