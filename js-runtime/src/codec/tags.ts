/** Tags of docs/continuation-format.md, "Values". */
export const Tag = {
  undefined: 0, null: 1, false: 2, true: 3, integer: 4, negative: 5, number: 6, string: 7, stringAgain: 8, again: 9, hole: 10, tdz: 11,
  baseline: 12, builtIn: 13, array: 14, object: 15, closure: 16, map: 17, set: 18, date: 19, error: 20, regExp: 21, bigint: 22,
  symbol: 23, prototype: 24, otherArray: 25, boxed: 26, buffer: 27, view: 28, private: 29, member: 30, small: 32, layout: 48,
} as const;

/** Integers below this have a tag of their own. */
export const SMALL_INTEGERS = 16;

/** Bits of a closure's payload: what differs from what the factory gives. */
export const ClosureFlag = { properties: 1, prototype: 2, members: 4, parent: 8, prototypeParent: 16 } as const;

/** Bits of a property's attributes. */
export const Attribute = { notWritable: 1, notEnumerable: 2, notConfigurable: 4, accessor: 8 } as const;

/** Bits of a shape's flags. */
export const ShapeFlag = {
  notExtensible: 1,
  hasAttributes: 2,
  /** An array's `length` or a RegExp's `lastIndex` is not writable. */
  lockedLength: 4,
} as const;

/** What a symbol's first byte says. */
export const SymbolKind = { registered: 0, wellKnown: 1, local: 2 } as const;

/** Element types of views, in the order of their numbers; 0 is DataView. */
export const VIEW_NAMES = [
  "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array",
  "Float64Array", "BigInt64Array", "BigUint64Array",
] as const;

/** Prototypes that are created in a row before the objects above them: the one place where values nest. */
export const PROTOTYPE_DEPTH_MAX = 100;
