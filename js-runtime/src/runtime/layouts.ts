import type { ClassDefinition, ClosureDefaults, ClosureFactory, ClosureParts, LayoutInfo, Variants } from "../abi.js";
import { builtInName } from "./built-ins.js";
import { withIntrinsics } from "./intrinsics.js";
import { makeShell } from "./shell.js";
import { partsOf, stamp } from "./stamp.js";

/** Ids of the runtime's own layouts, below `FIRST_PROGRAM_LAYOUT`. They stand in saved continuations: never renumbered. */
export const Layouts = {
  thread: 0, promise: 1, core: 2, ref: 3, refCore: 4, then: 5, capability: 6, resolvers: 7,
  combinator: 8, element: 9, cell: 10, bound: 11, thenableJob: 12, callbackJob: 13, cursor: 14,
  arrayIterator: 16, mapIterator: 17, setIterator: 18, stringIterator: 19, regExpStringIterator: 20, weakMap: 21, weakSet: 22, weakRef: 23,
  finalizationRegistry: 24, timer: 25, generator: 28, asyncGenerator: 29, asyncCursor: 30, unwrap: 31,
  helper: 32, iteratorHelper: 33, wrappedIterator: 34,
} as const;

/** Ids of the runtime's own closures, below `FIRST_PROGRAM_FUNCTION`. They stand in saved continuations: never renumbered. */
export const Functions = {
  boundConstructor: 0, boundFunction: 1, resolve: 2, reject: 3, capabilityExecutor: 4,
  elementFulfilled: 5, elementRejected: 6, thenFinally: 7, catchFinally: 8, valueThunk: 9, thrower: 10, generator: 20, asyncGenerator: 21, arguments: 22, promise: 23,
} as const;

/** By layout id. */
export const layouts: (LayoutInfo | undefined)[] = [];
/** By function id: what makes (and on load remakes) a closure from its scope. */
export const factories: (((scope: unknown) => Function) | undefined)[] = [];

/** In the stamp of a prototype object that a factory made: its scope is then the closure. */
const PROTOTYPE_OF = -1;
/** In the stamp of a class's member 0, minus n in that of member n. */
const FIRST_MEMBER_OF = -2;

const NO_MEMBERS: readonly Function[] = [];

const defaults: (ClosureDefaults | undefined)[] = [];

/** Adds a layout to the table; the prototype of `constructor` is its identity. */
export function registerLayout(id: number, kind: LayoutInfo["kind"], constructor: Function, fields: readonly string[],
                               variants: Variants | null = null, hidden: (() => object) | undefined = undefined, hooks: LayoutHooks = {}): void {
  layouts[id] = { id, kind, prototype: constructor.prototype as object, fields, variants, hidden, ...hooks };
}

/** What a codec calls around saving and loading; see `LayoutInfo`. */
export type LayoutHooks = Pick<LayoutInfo, "beforeSave" | "afterLoad">;

/** Adds the layout of objects of `prototype` whose only state is hidden (see shell.ts). */
export function registerShell(id: number, prototype: object, hooks: LayoutHooks = {}): void {
  layouts[id] = { id, kind: "runtime", prototype, fields: ["state"], variants: null, hidden: () => makeShell(prototype, undefined), ...hooks };
}

/** Registers a closure factory; the result makes stamped closures. */
export function closure<S, F extends Function>(id: number, make: (scope: S, definition?: ClassDefinition) => F): ClosureFactory<S, F> {
  const create = (scope: S, definition?: ClassDefinition): F => {
    const made = make(scope, definition);
    let prototype: object | undefined;
    const own = Reflect.getOwnPropertyDescriptor(made, "prototype");
    if (own !== undefined && typeof own.value === "object" && own.value !== null) prototype = own.value as object;
    const given = (defaults[id] ??= withIntrinsics(() => describe(made, prototype)));
    const members = given.ofMembers.length === 0 ? NO_MEMBERS : withIntrinsics(() => membersOf(made, prototype));
    stamp(made, { id, scope, prototype, members });
    if (prototype !== undefined) stamp(prototype, { id: PROTOTYPE_OF, scope: made, prototype: undefined, members: NO_MEMBERS });
    for (let n = 0; n < members.length; n++) stamp(members[n]!, { id: FIRST_MEMBER_OF - n, scope: made, prototype: undefined, members: NO_MEMBERS });
    return made;
  };
  factories[id] = create as (scope: unknown) => Function;
  return create;
}

/**
 * Registers a factory of stamped objects that are no functions. The result makes one with a [[Prototype]] of its own; what the
 * codec makes gets `parent` first.
 */
export function stampedObjects<S>(id: number, parent: object): (scope: S, prototype: object) => object {
  const mark = stampedBy<S>(id, parent, () => Object.create(parent) as object);
  return (scope, prototype) => mark(Object.create(prototype) as object, scope);
}

/**
 * Registers `make`, by which the codec makes objects of a kind before it gives them their properties. The result stamps an object of that kind
 * that came to be in another way.
 */
export function stampedBy<S>(id: number, parent: object, make: (scope: S) => object): (made: object, scope: S) => object {
  const mark = (made: object, scope: S): object => {
    stamp(made, { id, scope, prototype: undefined, members: NO_MEMBERS });
    return made;
  };
  factories[id] = ((scope: S) => mark(make(scope), scope)) as (scope: unknown) => never;
  defaults[id] = { parent, keys: [], attributes: [], values: [], members: [], prototype: undefined, ofMembers: [] };
  return mark;
}

/** What the factory of this id gives; undefined until it has been called once. */
export function closureDefaults(id: number): ClosureDefaults | undefined {
  return defaults[id];
}

/** A closure to learn the stamp's hidden key from. */
export const stampProbe: Function = () => undefined;
stamp(stampProbe, { id: 0, scope: undefined, prototype: undefined, members: NO_MEMBERS } satisfies ClosureParts);

export { partsOf as closureParts };

/** The functions that a class's factory made with it. */
function membersOf(made: Function, prototype: object | undefined): Function[] {
  const members: Function[] = [];
  for (const object of prototype === undefined ? [made] : [made, prototype]) {
    for (const key of Reflect.ownKeys(object)) {
      const d = Reflect.getOwnPropertyDescriptor(object, key)!;
      for (const value of [d.value, d.get, d.set] as unknown[]) {
        if (typeof value === "function" && value !== made && partsOf(value) === undefined && builtInName(value) === undefined) members.push(value);
      }
    }
  }
  return members;
}

function describe(made: Function, prototype: object | undefined): ClosureDefaults {
  const members = membersOf(made, prototype);
  const ofMembers = members.map((member) => describeOne(member, Function.prototype, NO_MEMBERS));
  const ofPrototype = prototype === undefined ? undefined : describeOne(prototype, Object.prototype, members);
  return { ...describeOne(made, Function.prototype, members), prototype: ofPrototype, ofMembers };
}

/** @param otherwise the [[Prototype]] to expect when the object's own is no built-in, which another call may give another */
function describeOne(object: object, otherwise: object, members: readonly Function[]): ClosureDefaults {
  const own = Object.getPrototypeOf(object) as object | null;
  const parent = own === null || builtInName(own) === undefined ? otherwise : own;
  const keys = Reflect.ownKeys(object);
  const attributes: number[] = [];
  const values: unknown[] = [];
  const places: [number, number][] = [];
  for (const key of keys) {
    const d = Reflect.getOwnPropertyDescriptor(object, key)!;
    const isAccessor = !("value" in d);
    attributes.push((isAccessor || d.writable ? 0 : 1) | (d.enumerable ? 0 : 2) | (d.configurable ? 0 : 4) | (isAccessor ? 8 : 0));
    const value: unknown = d.value;
    values.push(typeof value === "string" || typeof value === "number" ? value : undefined);
    places.push([members.indexOf((isAccessor ? d.get : value) as Function), members.indexOf(d.set as unknown as Function)]);
  }
  return { parent, keys, attributes, values, members: places, prototype: undefined, ofMembers: [] };
}
