import { describe, expect, it } from "vitest";
import { Frame, Scope, adder, classMaker, descriptors, maker, moduleObject, read, roundTrip, tables, write } from "./tables.js";

describe("closures", () => {
  it("are made again by their factory, over a shared scope", () => {
    const scope = new Scope(undefined, 10);
    const [a, b, s] = roundTrip([adder(scope), adder(scope), scope] as const);
    s.x = 20;
    expect([a(1), b(2)]).toEqual([21, 22]);
    expect(write(adder(scope)).length).toBe(3 + 2 + 1 + 1 + 2);
  });

  it("keep properties of their own, a new name, and being frozen", () => {
    const f = Object.assign(adder(new Scope(undefined, 1)), { label: "x" });
    Object.defineProperty(f, "name", { value: "renamed" });
    const g = Object.freeze(adder(new Scope(undefined, 2)));
    const [copy, frozen] = roundTrip([f, g] as const);
    expect(descriptors(copy)).toEqual(descriptors(f));
    expect(Object.isFrozen(frozen)).toBe(true);
  });

  it("keep their prototype object, whichever of the two is met first", () => {
    const Made = maker(new Scope(undefined, 7)) as unknown as new () => { y: number };
    const [instance, constructor] = roundTrip([new Made(), Made] as const);
    expect(instance).toBeInstanceOf(constructor);
    expect(new constructor().y).toBe(7);
    const [constructorFirst, second] = roundTrip([Made, new Made()] as const);
    expect(second).toBeInstanceOf(constructorFirst);
    expect(constructorFirst.prototype.constructor).toBe(constructorFirst);
  });

  it("keep a changed and a replaced prototype", () => {
    const changed = maker(new Scope(undefined, 1));
    (changed.prototype as Record<string, unknown>)["extra"] = 5;
    const replaced = maker(new Scope(undefined, 2));
    replaced.prototype = { other: true };
    const copies = roundTrip([changed, replaced]);
    expect(copies[0]!.prototype).toEqual({ extra: 5 });
    expect(copies[0]!.prototype.constructor).toBe(copies[0]);
    expect(copies[1]!.prototype).toEqual({ other: true });
  });

  it("keep classes made inside functions, their methods and changed statics", () => {
    const Counter = classMaker(new Scope(undefined, 3));
    const counter = new Counter();
    counter.next();
    Counter.step = 5;
    const copy = roundTrip(counter);
    expect(copy.next()).toBe(6 + 15);
    expect(copy.twice).toBe(42);
    const untouched = classMaker(new Scope(undefined, 1));
    expect(roundTrip(new untouched()).next()).toBe(2);
  });

  it("keep the methods of a class, whichever of the two is met first, and where they were moved to", () => {
    const First = classMaker(new Scope(undefined, 1)), Second = classMaker(new Scope(undefined, 2));
    const { next } = First.prototype;
    Second.prototype.next = next;
    const [method, first, second] = roundTrip([next, First, Second] as const);
    expect(method).toBe(first.prototype.next);
    expect(second.prototype.next).toBe(method);
    const copy = roundTrip(Object.assign(classMaker(new Scope(undefined, 1)).prototype.next, { label: "x" }));
    expect((copy as unknown as { label: string }).label).toBe("x");
  });

  it("write a class that extends another as little more than the two", () => {
    const Base = classMaker(new Scope(undefined, 1)), Derived = classMaker(undefined as never);
    Object.setPrototypeOf(Derived, Base);
    Object.setPrototypeOf(Derived.prototype, Base.prototype);
    Reflect.deleteProperty(Base, "step");
    Reflect.deleteProperty(Derived, "step");
    const copy = roundTrip(Derived);
    expect(Object.getPrototypeOf(copy.prototype)).toBe((Object.getPrototypeOf(copy) as typeof Base).prototype);
  });

  it("refuse functions that no factory made, with path and variable", () => {
    const frame = new Frame();
    frame.a = { handlers: [() => 1] };
    expect(() => write(frame)).toThrow(
      /cannot save `a\.handlers\[0\]` \(the function without a name, which is not part of the compiled program\)[^]*at {4}orders\.ts:17:5, local `a`/);
  });

  it("write frames by variant", () => {
    const frame = new Frame();
    Object.assign(frame, { pc: 1, a: "dead", b: "live" });
    const copy = read(write(frame)) as Frame;
    expect({ ...copy }).toEqual({ pc: 1, a: undefined, b: "live" });
    expect(Object.getPrototypeOf(copy)).toBe(Frame.prototype);
  });

  it("keep uninitialized bindings and module objects in scopes", () => {
    const copy = roundTrip(new Scope(new Scope(undefined, tables.TDZ), moduleObject));
    expect((copy.p as Scope).x).toBe(tables.TDZ);
    expect(copy.x).toBe(moduleObject);
  });
});
