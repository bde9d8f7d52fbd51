import type { LayoutInfo } from "../../src/abi.js";
import { GraphReader } from "../../src/codec/graph-reader.js";
import type { GraphTables } from "../../src/codec/graph-tables.js";
import { GraphWriter } from "../../src/codec/graph-writer.js";
import { builtIn, builtInName, nameBuiltIns } from "../../src/runtime/built-ins.js";
import { closure, closureDefaults, closureParts, factories } from "../../src/runtime/layouts.js";
import { attachPrivateRecord, privateRecord } from "../../src/runtime/privates.js";
import { unsaveableKind } from "../../src/runtime/unsaveable.js";

nameBuiltIns({});

/** A scope of the test's closures. */
export class Scope {
  constructor(public p: unknown, public x: unknown) {}
}
/** A frame with variants: at point 1 `b` lives, at point 2 all fields, at point 3 none. */
export class Frame {
  pc = 0;
  a: unknown = undefined;
  b: unknown = undefined;
}
export class ModuleClass {
  constructor(public value: unknown) {}
}

const layouts: (LayoutInfo | undefined)[] = [];
layouts[16] = { id: 16, kind: "scope", prototype: Scope.prototype, fields: ["p", "x"], variants: null, hidden: undefined };
layouts[17] = { id: 17, kind: "frame", prototype: Frame.prototype, fields: ["pc", "a", "b"], variants: [null, [2], null, []], hidden: undefined };

/** Function 64: an arrow; 65: a constructor; 66: a class with a method and an accessor. */
export const adder = closure(64, (s: Scope) => (n: number) => n + (s.x as number));
export const maker = closure(65, (s: Scope) => function Made(this: { y: unknown }) { this.y = s.x; });
export const classMaker = closure(66, (s: Scope) => class Counter {
  static step = 2;
  count = 0;
  next(): number { return (this.count += (s.x as number) * Counter.step); }
  get twice(): number { return 2 * this.count; }
});

/** The baseline of the tests. */
export const moduleSymbol = Symbol("module");
export const moduleObject = { name: "module" };
export const members: (object | symbol)[] = [ModuleClass, ModuleClass.prototype, moduleSymbol, moduleObject];

export const tables: GraphTables = {
  layouts, factories, closureParts, closureDefaults, builtIn, builtInName, unsaveableKind,
  privateRecord, attachPrivateRecord,
  hiddenField: () => undefined,
  setHiddenField: () => {},
  TDZ: Object.freeze(Object.create(null)) as unknown,
  baseline: members,
  baselineNumber: (value) => {
    const number = members.indexOf(value);
    return number < 0 ? undefined : number;
  },
  describeField: (layoutId, field) => ({ name: field, at: `orders.ts:${layoutId}:5, local \`${field}\`` }),
};

export function write(value: unknown): Uint8Array {
  return new GraphWriter(tables).write([value], []);
}

export function read(body: Uint8Array): unknown {
  return (new GraphReader(tables, body).read() as unknown[])[0];
}

/** Writes and reads `value`, and insists that the copy gives the same bytes. */
export function roundTrip<T>(value: T): T {
  const body = write(value);
  const copy = read(body);
  const again = write(copy);
  if (Buffer.compare(body, again) !== 0) {
    throw new Error(`the copy gives other bytes:\n${Buffer.from(body).toString("hex")}\n${Buffer.from(again).toString("hex")}`);
  }
  return copy as T;
}

/** Own properties with attributes, for comparing more than `toEqual` does. */
export function descriptors(object: object): [PropertyKey, PropertyDescriptor][] {
  return Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key)!]);
}
