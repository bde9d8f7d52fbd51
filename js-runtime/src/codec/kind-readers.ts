import type { ClosureParts, LayoutInfo } from "../abi.js";
import type { ByteReader } from "./byte-reader.js";
import { type GraphReader, HOLE, type Shape } from "./graph-reader.js";
import { makeRoom } from "./key-order.js";
import { Attribute, ClosureFlag, ShapeFlag, Tag, VIEW_NAMES } from "./tags.js";

/** An object that exists and still needs its payload. */
export interface Created {
  readonly object: object;
  readonly tag: number;
  readonly layout?: LayoutInfo;
  readonly shape?: Shape | undefined;
  /** Of a closure: what its factory made with it. */
  readonly parts?: ClosureParts | undefined;
  /** The payload begins with the record of its private elements. */
  readonly hasPrivates?: boolean;
}

const MAX_ARRAY_LENGTH = 2 ** 32 - 1;

/** Reads the creation info that follows `tag`. */
export function create(reader: GraphReader, tag: number): Created {
  const input: ByteReader = reader.input;
  if (tag >= Tag.layout) return createLayout(reader, tag - Tag.layout);
  switch (tag) {
    case Tag.array:
      return { object: new Array(input.count(1)) as unknown[], tag };
    case Tag.object: {
      const shape = reader.shape();
      return { object: Object.create(shape.prototype) as object, tag, shape };
    }
    case Tag.closure:
      return createClosure(reader);
    case Tag.error: {
      const shape = reader.shape();
      return { object: withPrototype(bareError(), shape), tag, shape };
    }
    case Tag.otherArray: {
      const shape = reader.shape();
      const length = input.uint();
      if (length > MAX_ARRAY_LENGTH) input.fail(`an array of length ${length}`);
      const array: unknown[] = [];
      array.length = length;
      return { object: withPrototype(array, shape), tag, shape };
    }
    case Tag.boxed: {
      const shape = reader.shape();
      const primitive = reader.value();
      if ((typeof primitive === "object" || typeof primitive === "function" || primitive === undefined)) input.fail("a boxed value that is no primitive");
      return { object: withPrototype(Object(primitive) as object, shape), tag, shape };
    }
    default:
      return createWithExtras(reader, tag);
  }
}

/** Reads the payload of what `create` made. */
export function fill(reader: GraphReader, created: Created): void {
  const { object, tag, shape } = created;
  if (created.hasPrivates) {
    const record = reader.value();
    if (typeof record !== "object" || record === null) reader.input.fail("private elements that are no object");
    reader.tables.attachPrivateRecord(object, record);
  }
  switch (tag) {
    case Tag.layout:
      return fillLayout(reader, object as Record<string, unknown>, created.layout!);
    case Tag.closure:
      return fillClosure(reader, created);
    case Tag.array: {
      const array = object as unknown[];
      for (let i = 0; i < array.length; i++) {
        const value = reader.valueOrMarker();
        if (value !== HOLE) array[i] = value;
      }
      return;
    }
  }
  fillEntries(reader, object, tag, shape);
  if (shape !== undefined) {
    fillProperties(reader, object, shape, tag);
    lock(object, shape, tag);
  }
}

/** Reads the content of a baseline object and gives it that content in place of what it has. */
export function applyContent(reader: GraphReader, member: object): void {
  const input: ByteReader = reader.input;
  const tag = input.uint();
  if (tag >= Tag.layout) {
    const layout = reader.tables.layouts[tag - Tag.layout];
    if (layout === undefined || layout.prototype !== Object.getPrototypeOf(member)) input.fail("content of another kind than the module object");
    return fillLayout(reader, member as Record<string, unknown>, layout);
  }
  const created = create(reader, tag);
  if (Array.isArray(member) !== Array.isArray(created.object) || !isSameKind(member, created.object, tag)) {
    input.fail("content of another kind than the module object");
  }
  const { shape } = created;
  if (!Array.isArray(member)) makeRoom(member, shape === undefined ? ownKindKeys(tag) : [...ownKindKeys(tag), ...shape.keys]);
  else for (const key of Reflect.ownKeys(member)) Reflect.deleteProperty(member, key);
  if (tag === Tag.map) Reflect.apply(mapClear, member, []);
  if (tag === Tag.set) Reflect.apply(setClear, member, []);
  const prototype = Object.getPrototypeOf(created.object) as object | null;
  if (Object.getPrototypeOf(member) !== prototype && typeof member !== "function") Object.setPrototypeOf(member, prototype);
  else if (shape !== undefined && Object.getPrototypeOf(member) !== shape.prototype) Object.setPrototypeOf(member, shape.prototype);
  if (tag === Tag.date) (member as Date).setTime((created.object as Date).getTime());
  if (tag === Tag.buffer) new Uint8Array(member as ArrayBuffer).set(new Uint8Array(created.object as ArrayBuffer));
  if (Array.isArray(member)) member.length = (created.object as unknown[]).length;
  fill(reader, { ...created, object: member });
}

function isSameKind(member: object, other: object, tag: number): boolean {
  if (tag === Tag.object) return true;
  const text = Object.prototype.toString;
  return text.call(member) === text.call(other) && (tag !== Tag.buffer || (member as ArrayBuffer).byteLength === (other as ArrayBuffer).byteLength);
}

/** Own keys that a kind has by itself. */
function ownKindKeys(tag: number): string[] {
  return tag === Tag.regExp ? ["lastIndex"] : [];
}

function createLayout(reader: GraphReader, id: number): Created {
  const layout = reader.tables.layouts[id];
  if (layout === undefined) reader.input.fail(`no layout ${id}`);
  const object = layout.hidden === undefined ? (Object.create(layout.prototype) as object) : layout.hidden();
  return { object, tag: Tag.layout, layout };
}

function fillLayout(reader: GraphReader, object: Record<string, unknown>, layout: LayoutInfo): void {
  if (layout.hidden !== undefined) return reader.tables.setHiddenField(object, reader.value());
  const { fields, variants } = layout;
  if (variants === null) {
    for (const field of fields) object[field] = reader.value();
    return;
  }
  const first = reader.value();
  if (typeof first !== "number" || !Number.isInteger(first) || first < 0) reader.input.fail("a layout object without its variant");
  const read = variants[first] ?? null;
  object[fields[0]!] = first;
  for (let i = 1; i < fields.length; i++) object[fields[i]!] = read === null ? reader.value() : undefined;
  if (read !== null) for (const i of read) object[fields[i]!] = reader.value();
}

function createClosure(reader: GraphReader): Created {
  const { tables } = reader;
  const input: ByteReader = reader.input;
  const id = input.uint();
  const factory = tables.factories[id];
  if (factory === undefined) input.fail(`no function ${id}`);
  const scope = reader.value();
  if (scope !== undefined && !isLayoutObject(reader, scope)) input.fail("a closure's scope that is not a layout object");
  const closure = factory(scope);
  return { object: closure, tag: Tag.closure, parts: tables.closureParts(closure) };
}

function isLayoutObject(reader: GraphReader, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return reader.tables.layouts.some((layout) => layout !== undefined && layout.prototype === prototype);
}

function fillClosure(reader: GraphReader, { object, parts }: Created): void {
  const bits = reader.input.uint();
  const prototype = parts?.prototype;
  const known = ClosureFlag.properties | ClosureFlag.parent | (prototype === undefined ? 0 : ClosureFlag.prototype | ClosureFlag.prototypeParent)
    | (parts?.members.length ? ClosureFlag.members : 0);
  if ((bits & ~known) !== 0) reader.input.fail(`unknown closure payload ${bits}`);
  if ((bits & ClosureFlag.properties) !== 0) replaceProperties(reader, object, reader.shape());
  if ((bits & ClosureFlag.parent) !== 0) setParent(reader, object);
  if ((bits & ClosureFlag.prototype) !== 0) replaceProperties(reader, prototype!, reader.shape());
  if ((bits & ClosureFlag.prototypeParent) !== 0) setParent(reader, prototype!);
  if ((bits & ClosureFlag.members) === 0) return;
  for (let left = reader.input.count(2); left > 0; left--) {
    const member = parts!.members[reader.input.uint()] ?? reader.input.fail("no such member of a class");
    replaceProperties(reader, member, reader.shape());
  }
}

function setParent(reader: GraphReader, object: object): void {
  const parent = reader.value();
  if (parent !== null && typeof parent !== "object" && typeof parent !== "function") reader.input.fail("a prototype that is not an object");
  Object.setPrototypeOf(object, parent);
}

/** Gives a factory-made object exactly the properties of `shape`, in their order. */
function replaceProperties(reader: GraphReader, object: object, shape: Shape): void {
  const given = new Map<string | symbol, PropertyDescriptor>();
  for (const key of Reflect.ownKeys(object)) given.set(key, Reflect.getOwnPropertyDescriptor(object, key)!);
  makeRoom(object, shape.keys);
  if (Object.getPrototypeOf(object) !== shape.prototype) Object.setPrototypeOf(object, shape.prototype);
  for (let i = 0; i < shape.keys.length; i++) {
    const key = shape.keys[i]!;
    const value = reader.valueOrMarker();
    if (value === HOLE) define(reader, object, key, given.get(key) ?? reader.input.fail("a property that the factory does not give"));
    else defineProperty(reader, object, key, shape.attributes[i]!, value);
  }
  if ((shape.flags & ShapeFlag.notExtensible) !== 0) Object.preventExtensions(object);
}

function createWithExtras(reader: GraphReader, tag: number): Created {
  const input: ByteReader = reader.input;
  if (tag !== Tag.map && tag !== Tag.set && tag !== Tag.date && tag !== Tag.regExp && tag !== Tag.buffer && tag !== Tag.view) {
    input.fail(`unknown tag ${tag}`);
  }
  const hasExtras = input.uint();
  if (hasExtras > 1) input.fail("unknown extras");
  const shape = hasExtras === 1 ? reader.shape() : undefined;
  const object = tag === Tag.map ? new Map() : tag === Tag.set ? new Set() : tag === Tag.date ? new Date(input.f64())
    : tag === Tag.regExp ? createRegExp(reader) : tag === Tag.buffer ? createBuffer(input.bytes()) : createView(reader);
  return { object: shape === undefined ? object : withPrototype(object, shape), tag, shape };
}

function createBuffer(bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

function createRegExp(reader: GraphReader): RegExp {
  const source = reader.string();
  const flags = reader.string();
  try {
    return new RegExp(source, flags);
  } catch {
    return reader.input.fail("a regular expression that this engine does not understand");
  }
}

function createView(reader: GraphReader): object {
  const input: ByteReader = reader.input;
  const name = VIEW_NAMES[input.byte()] ?? input.fail("an unknown element type");
  const buffer = reader.value();
  if (!(buffer instanceof ArrayBuffer)) input.fail("a view without a buffer");
  const offset = input.uint();
  const length = input.uint();
  if (length === 0) input.fail("a length-tracking view, which this version does not have");
  const constructor = reader.tables.builtIn(name) as new (buffer: ArrayBuffer, offset: number, length: number) => object;
  try {
    return new constructor(buffer, offset, length - 1);
  } catch {
    return input.fail("a view that does not fit its buffer");
  }
}

/** Entries and elements, the part of a payload that comes before own properties. */
function fillEntries(reader: GraphReader, object: object, tag: number, shape: Shape | undefined): void {
  const input: ByteReader = reader.input;
  switch (tag) {
    case Tag.map:
      for (let left = input.count(2); left > 0; left--) {
        const key = reader.value();
        Reflect.apply(mapSet, object, [key, reader.value()]);
      }
      return;
    case Tag.set:
      for (let left = input.count(1); left > 0; left--) Reflect.apply(setAdd, object, [reader.value()]);
      return;
    case Tag.regExp:
      (object as { lastIndex: unknown }).lastIndex = reader.value();
      return;
    case Tag.otherArray: {
      for (let left = input.count(3), last = -1; left > 0; left--) {
        const index = input.uint();
        if (index <= last || index >= (object as unknown[]).length) input.fail(`array index ${index} out of order or range`);
        last = index;
        const attributes = reader.attributes();
        defineProperty(reader, object, String(index), attributes, reader.value());
      }
      if (shape !== undefined && (shape.flags & ShapeFlag.lockedLength) !== 0) Object.defineProperty(object, "length", { writable: false });
    }
  }
}

const mapSet = Map.prototype.set;
const setAdd = Set.prototype.add;
const mapClear = Map.prototype.clear;
const setClear = Set.prototype.clear;

function fillProperties(reader: GraphReader, object: object, shape: Shape, tag: number): void {
  const { keys, attributes } = shape;
  const isLiteral = shape.prototype === Object.prototype && tag === Tag.object && typeof object !== "function";
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const value = reader.value();
    if (isLiteral && attributes[i] === 0 && typeof key === "string" && !(key in Object.prototype)) (object as Record<string, unknown>)[key] = value;
    else defineProperty(reader, object, key, attributes[i]!, value);
  }
}

/** Defines one property; the setter of an accessor is read here. */
function defineProperty(reader: GraphReader, object: object, key: string | symbol, attributes: number, value: unknown): void {
  const enumerable = (attributes & Attribute.notEnumerable) === 0;
  const configurable = (attributes & Attribute.notConfigurable) === 0;
  if ((attributes & Attribute.accessor) === 0) {
    define(reader, object, key, { value, writable: (attributes & Attribute.notWritable) === 0, enumerable, configurable });
    return;
  }
  const set = reader.value();
  if ((value !== undefined && typeof value !== "function") || (set !== undefined && typeof set !== "function")) {
    reader.input.fail("an accessor that is not a function");
  }
  define(reader, object, key, { get: value as () => unknown, set: set as (value: unknown) => void, enumerable, configurable });
}

function define(reader: GraphReader, object: object, key: string | symbol, descriptor: PropertyDescriptor): void {
  if (!Reflect.defineProperty(object, key, descriptor)) reader.input.fail(`the property ${String(key)} cannot be defined`);
}

function lock(object: object, shape: Shape, tag: number): void {
  if (tag === Tag.regExp && (shape.flags & ShapeFlag.lockedLength) !== 0) Object.defineProperty(object, "lastIndex", { writable: false });
  if ((shape.flags & ShapeFlag.notExtensible) !== 0) Object.preventExtensions(object);
}

function withPrototype(object: object, shape: Shape): object {
  if (Object.getPrototypeOf(object) !== shape.prototype) Object.setPrototypeOf(object, shape.prototype);
  return object;
}

/** An error object without any property. */
function bareError(): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new Error();
  if (stackTraceLimit === undefined) Reflect.deleteProperty(Error, "stackTraceLimit");
  else Error.stackTraceLimit = stackTraceLimit;
  for (const key of Reflect.ownKeys(error)) Reflect.deleteProperty(error, key);
  return error;
}
