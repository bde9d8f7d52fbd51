import { describe, expect, it } from "vitest";
import { privates } from "../../src/runtime/privates.js";
import { classMaker, Frame, read, roundTrip, Scope, write } from "./tables.js";

class Returned {
  constructor(object: object) {
    return object;
  }
}
class Slot extends Returned {
  #record: Record<PropertyKey, unknown> = Object.create(null) as Record<PropertyKey, unknown>;
  static recordOf(object: object): Record<PropertyKey, unknown> | undefined { return #record in object ? (object as Slot).#record : undefined; }
  static attach(object: object, record: object): void { (new Slot(object)).#record = record as Record<PropertyKey, unknown>; }
}
privates(Slot.recordOf, Slot.attach);

/** Gives `object` private elements. */
function hide<T extends object>(object: T, elements: object): T {
  Slot.attach(object, Object.assign(Object.create(null) as object, elements));
  return object;
}

describe("private elements", () => {
  it("are saved with objects of any kind, frozen ones and classes too", () => {
    const key = Symbol("#x");
    const a: Record<string, unknown> = hide({ open: 1 }, { "#x": 5, [key]: "s" });
    Slot.recordOf(a)!["#self"] = a;
    const [copy, list, map, error, frozen, Class] = roundTrip([a, hide([1], { "#n": -0 }), hide(new Map([[1, 2]]), { "#n": a }), hide(new TypeError("e"), { "#n": 1 }),
      Object.freeze(hide({}, { "#n": 2 })), hide(classMaker(new Scope(undefined, 1)), { "#made": [] })] as const);
    const record = Slot.recordOf(copy)!;
    expect({ ...copy }).toEqual({ open: 1 });
    expect(Reflect.ownKeys(record).map(String)).toEqual(["#x", "#self", "Symbol(#x)"]);
    expect([record["#x"], record["#self"]]).toEqual([5, copy]);
    expect([Slot.recordOf(list)!["#n"], Slot.recordOf(map)!["#n"], Slot.recordOf(error)!["#n"], Slot.recordOf(frozen)!["#n"]]).toEqual([-0, copy, 1, 2]);
    expect(Object.isFrozen(frozen)).toBe(true);
    expect([Slot.recordOf(Class)!["#made"], new Class().next()]).toEqual([[], 2]);
  });

  it("cost a reference and their values", () => {
    const bare = write([{ a: 1 }, { a: 2 }]).length;
    const hidden = write([hide({ a: 1 }, { "#x": 1 }), hide({ a: 2 }, { "#x": 2 })]).length;
    expect(hidden - bare).toBe(2 * (1 + 2 + 1) + "#x".length + 5);
  });

  it("are named in the path of what cannot be saved", () => {
    const frame = new Frame();
    frame.a = hide({}, { "#client": { socket: () => 1 } });
    expect(() => write(frame)).toThrow(/cannot save `a\.#client\.socket`/);
  });

  it("are refused on the prototype object of a class that a factory makes", () => {
    const Class = classMaker(new Scope(undefined, 1));
    hide(Class.prototype, { "#x": 1 });
    expect(() => write(Class)).toThrow(/a method or prototype object with private members of its own/);
  });

  it("in malformed bytes are refused: none to have them, twice, no object", () => {
    for (const inner of [0, 9, 16, 24, 29, 30, 31, 32, 64]) expect(() => read(Uint8Array.from([14, 1, 0, 29, inner]))).toThrow(/malformed-continuation/);
    expect(() => read(Uint8Array.from([14, 1, 0, 29, 14, 0, 33]))).toThrow(/private elements that are no object/);
  });
});
