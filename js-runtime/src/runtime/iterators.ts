import { Cursor, Kind, collectionCursor, replaced } from "./cursor.js";
import { Layouts, registerShell } from "./layouts.js";
import { matcherOf } from "./match-all.js";
import { makeShell, stateOf } from "./shell.js";

const prototypeOf = Object.getPrototypeOf as (value: object) => object;
/** %IteratorPrototype% */
export const IteratorPrototype = prototypeOf(prototypeOf([][Symbol.iterator]()));

/**
 * The prototypes of iterators that user code can hold: %ArrayIteratorPrototype% and so on, whose iterators are saved with their
 * place. Syntax (spread, destructuring, `for` without an await) goes on using the engine's own, which nobody can hold.
 */
export const ArrayIteratorPrototype = iteratorPrototype(Layouts.arrayIterator, "Array Iterator", [Kind.array, Kind.arrayKeys, Kind.arrayEntries]);
export const MapIteratorPrototype = iteratorPrototype(Layouts.mapIterator, "Map Iterator", [Kind.mapEntries, Kind.mapKeys, Kind.mapValues]);
export const SetIteratorPrototype = iteratorPrototype(Layouts.setIterator, "Set Iterator", [Kind.set, Kind.setEntries]);
export const StringIteratorPrototype = iteratorPrototype(Layouts.stringIterator, "String Iterator", [Kind.string]);
export const RegExpStringIteratorPrototype = iteratorPrototype(Layouts.regExpStringIterator, "RegExp String Iterator", [Kind.regExp]);

function iteratorPrototype(layoutId: number, tag: string, kinds: readonly number[]): object {
  const prototype = Object.create(IteratorPrototype) as object;
  const { next } = {
    next(this: unknown): { value: unknown; done: boolean } {
      const cursor = stateOf(this);
      if (!(cursor instanceof Cursor) || (cursor.kind !== Kind.done && !kinds.includes(cursor.kind))) {
        throw new TypeError(`${tag}.prototype.next called on a value that is not a ${tag}`);
      }
      if (!cursor.step()) return { value: undefined, done: true };
      const { value } = cursor;
      cursor.value = undefined;
      return { value, done: false };
    },
  };
  Object.defineProperty(prototype, "next", { value: next, writable: true, configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { value: tag, configurable: true });
  registerShell(layoutId, prototype);
  return prototype;
}

/** Replaces the methods that make iterators by ones whose iterators can be saved. */
export function installIterators(): void {
  const typedArray = prototypeOf(Uint8Array.prototype);
  const arrays: [string, number][] = [["values", Kind.array], ["keys", Kind.arrayKeys], ["entries", Kind.arrayEntries]];
  for (const [name, kind] of arrays) {
    method(Array.prototype, name, (self) => makeShell(ArrayIteratorPrototype, new Cursor(kind, Object(notNullish(self, `Array.prototype.${name}`)))));
    const native = (typedArray as Record<string, Function>)[name]!;
    method(typedArray, name, (self) => {
      Reflect.apply(native, self, []); // throws the TypeError of the language when `self` is no typed array
      return makeShell(ArrayIteratorPrototype, new Cursor(kind, self));
    });
  }
  const maps: [string, number][] = [["entries", Kind.mapEntries], ["keys", Kind.mapKeys], ["values", Kind.mapValues]];
  for (const [name, kind] of maps) method(Map.prototype, name, (self) => makeShell(MapIteratorPrototype, collectionCursor(kind, self)));
  const values = method(Set.prototype, "values", (self) => makeShell(SetIteratorPrototype, collectionCursor(Kind.set, self)));
  Object.defineProperty(Set.prototype, "keys", { value: values, writable: true, configurable: true });
  method(Set.prototype, "entries", (self) => makeShell(SetIteratorPrototype, collectionCursor(Kind.setEntries, self)));
  stringMethods();
  replaced.set(Array.prototype[Symbol.iterator], Array.prototype.values);
  replaced.set((typedArray as { [Symbol.iterator]: unknown })[Symbol.iterator], (typedArray as { values: Function }).values);
  replaced.set(Map.prototype[Symbol.iterator], Map.prototype.entries);
  replaced.set(Set.prototype[Symbol.iterator], Set.prototype.values);
}

function stringMethods(): void {
  const { [Symbol.iterator]: iterator } = {
    [Symbol.iterator](this: unknown): object {
      return makeShell(StringIteratorPrototype, new Cursor(Kind.string, String(notNullish(this, "String.prototype[Symbol.iterator]"))));
    },
  };
  replaced.set(String.prototype[Symbol.iterator], iterator);
  const { [Symbol.matchAll]: matchAll } = {
    [Symbol.matchAll](this: unknown, string: unknown): object {
      const text = String(string);
      const { matcher, flags } = matcherOf(this, text);
      const cursor = new Cursor(Kind.regExp, matcher);
      cursor.place = flags;
      cursor.extra = text;
      return makeShell(RegExpStringIteratorPrototype, cursor);
    },
  };
  Object.defineProperty(RegExp.prototype, Symbol.matchAll, { value: matchAll, writable: true, configurable: true });
}

function notNullish(value: unknown, name: string): unknown {
  if (value === undefined || value === null) throw new TypeError(`${name} called on null or undefined`);
  return value;
}

/** Replaces a method without parameters. */
function method(prototype: object, name: string, make: (self: unknown) => object): Function {
  const { [name]: value } = {
    [name](this: unknown): object {
      return make(this);
    },
  };
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  return value!;
}

/** Own intrinsics that no property of a global leads to, with names for the codec. */
export function iteratorIntrinsics(): [string, object][] {
  return [
    ["%ArrayIteratorPrototype%", ArrayIteratorPrototype],
    ["%MapIteratorPrototype%", MapIteratorPrototype],
    ["%SetIteratorPrototype%", SetIteratorPrototype],
    ["%StringIteratorPrototype%", StringIteratorPrototype],
    ["%RegExpStringIteratorPrototype%", RegExpStringIteratorPrototype],
    ["%StringIterator%", replaced.get(String.prototype[Symbol.iterator])!],
  ];
}
