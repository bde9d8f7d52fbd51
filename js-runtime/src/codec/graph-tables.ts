import type { ClosureDefaults, ClosureParts, LayoutInfo } from "../abi.js";

/** What the codec must be told about the program whose objects it writes: the runtime registers its types through this. */
export interface GraphTables {
  /** By layout id. */
  readonly layouts: readonly (LayoutInfo | undefined)[];
  /** The one field of an object whose layout is hidden. */
  hiddenField(object: object): unknown;
  setHiddenField(object: object, value: unknown): void;
  /** By function id. */
  readonly factories: readonly (((scope: unknown) => Function) | undefined)[];
  /** Parts of a closure; of the prototype object that a factory made, `{ id: -1, scope: the closure }`. */
  closureParts(object: object): ClosureParts | undefined;
  closureDefaults(functionId: number): ClosureDefaults | undefined;
  /** The object that holds an object's private elements. */
  privateRecord(object: object): object | undefined;
  /** Throws when the object has some. */
  attachPrivateRecord(object: object, record: object): void;
  builtInName(value: object): string | undefined;
  builtIn(name: string): object | undefined;
  unsaveableKind(value: object): string | undefined;
  readonly TDZ: unknown;
  /** By baseline number. */
  readonly baseline: readonly (object | symbol)[];
  baselineNumber(value: object | symbol): number | undefined;
  /** The source name of a layout's field and the position of the function that has it, for errors. */
  describeField(layoutId: number, field: string, point: unknown): { name: string; at: string | undefined };
}
