import type { ClosureParts, LayoutInfo } from "../abi.js";
import { boxedValue, classify, viewType } from "./classify.js";
import { finishClosure } from "./closure-writer.js";
import type { GraphWriter } from "./graph-writer.js";
import { type OwnProperties, indexProperties, isPlainArray, ownProperties } from "./own-properties.js";
import { Attribute, Tag, VIEW_NAMES } from "./tags.js";
import { PRIVATE_KEY } from "./value-path.js";

/** An object whose creation info is written and whose payload is not. */
export interface Pending {
  readonly object: object;
  /** A tag below `Tag.layout`, or that of the layout. */
  readonly tag: number;
  readonly layout: LayoutInfo | undefined;
  /** Kept from creation info to payload; no code runs in between. */
  readonly own: OwnProperties | undefined;
  /** What holds the object's private elements. */
  readonly record?: object | undefined;
  /** Who was found holding it first, and under which key: for error paths. */
  readonly owner?: Pending | undefined;
  readonly key?: unknown;
}

/** Default prototypes of the kinds that are written with extras. */
const defaultPrototypes: Record<number, object> = {
  [Tag.map]: Map.prototype, [Tag.set]: Set.prototype, [Tag.date]: Date.prototype, [Tag.regExp]: RegExp.prototype,
  [Tag.buffer]: ArrayBuffer.prototype,
};

/**
 * Writes tag and creation info of `object`.
 *
 * @param isContent true for a changed baseline object: a function is then written by its properties alone
 */
export function begin(writer: GraphWriter, object: object, isContent: boolean): Pending {
  const { out, tables } = writer;
  const refused = tables.unsaveableKind(object);
  if (refused !== undefined) writer.refuse(refused);
  // The record of a module object is one, too: it has a number, and content of its own.
  const record = isContent ? undefined : tables.privateRecord(object);
  if (record === undefined) return beginKind(writer, object, isContent);
  out.byte(Tag.private);
  return { ...beginKind(writer, object, false), record };
}

function beginKind(writer: GraphWriter, object: object, isContent: boolean): Pending {
  const { out, tables } = writer;
  const parts = tables.closureParts(object);
  if (typeof object === "function" || (parts !== undefined && parts.id >= 0)) {
    return isContent ? beginObject(writer, object, Tag.object) : beginClosure(writer, object, parts);
  }
  const layout = layoutOf(writer, object);
  if (layout !== undefined) {
    layout.beforeSave?.(object);
    out.uint(Tag.layout + layout.id);
    return { object, tag: Tag.layout, layout, own: undefined };
  }
  const found = classify(object, tables.builtInName);
  if ("refused" in found) writer.refuse(found.refused);
  const { tag } = found;
  switch (tag) {
    case Tag.object:
    case Tag.error:
      return beginObject(writer, object, tag);
    case Tag.array:
      return beginArray(writer, object as unknown[]);
    case Tag.boxed: {
      const pending = beginObject(writer, object, tag);
      writer.value(boxedValue(object), undefined, undefined);
      return pending;
    }
    default:
      return beginExtras(writer, object, tag);
  }
}

/** Writes the payload. */
export function finish(writer: GraphWriter, pending: Pending): void {
  const { out } = writer;
  const { object, tag, own } = pending;
  if (pending.record !== undefined) writer.value(pending.record, pending, PRIVATE_KEY);
  switch (tag) {
    case Tag.layout:
      return finishLayout(writer, pending);
    case Tag.closure:
      return finishClosure(writer, pending);
    case Tag.array: {
      const array = object as unknown[];
      for (let i = 0; i < array.length; i++) {
        if (Object.hasOwn(array, i)) writer.value(array[i], pending, i);
        else out.byte(Tag.hole);
      }
      return;
    }
    case Tag.otherArray: {
      const elements = indexProperties(object as unknown[]);
      out.uint(elements.length);
      for (const element of elements) {
        out.uint(element.index);
        out.byte(element.attributes);
        writer.value(element.value, pending, element.index);
        if ((element.attributes & Attribute.accessor) !== 0) writer.value(element.setter, pending, element.index);
      }
      break;
    }
    case Tag.map: {
      const entries = Array.from(Reflect.apply(mapEntries, object, []) as Iterable<[unknown, unknown]>);
      out.uint(entries.length);
      for (const [key, value] of entries) {
        writer.value(key, pending, "key");
        writer.value(value, pending, key);
      }
      break;
    }
    case Tag.set: {
      const values = Array.from(Reflect.apply(setValues, object, []) as Iterable<unknown>);
      out.uint(values.length);
      for (const value of values) writer.value(value, pending, "value");
      break;
    }
    case Tag.regExp:
      writer.value((object as RegExp).lastIndex, pending, "lastIndex");
      break;
  }
  if (own !== undefined) writeProperties(writer, own, pending, undefined);
}

const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

function layoutOf(writer: GraphWriter, object: object): LayoutInfo | undefined {
  const prototype = Object.getPrototypeOf(object) as object | null;
  return prototype === null ? undefined : layoutsOf(writer).get(prototype);
}

const layoutMaps = new WeakMap<readonly unknown[], Map<object, LayoutInfo>>();
/** Layouts by prototype. */
function layoutsOf(writer: GraphWriter): Map<object, LayoutInfo> {
  const { layouts } = writer.tables;
  let map = layoutMaps.get(layouts);
  if (map === undefined) {
    map = new Map();
    for (const layout of layouts) if (layout !== undefined) map.set(layout.prototype, layout);
    layoutMaps.set(layouts, map);
  }
  return map;
}

function beginObject(writer: GraphWriter, object: object, tag: number): Pending {
  const own = ownProperties(object, tag);
  writer.out.byte(tag);
  writer.shape(own);
  return { object, tag, layout: undefined, own };
}

function beginArray(writer: GraphWriter, array: unknown[]): Pending {
  const own = ownProperties(array, Tag.array);
  const isPlain = isPlainArray(array, own);
  writer.out.byte(isPlain ? Tag.array : Tag.otherArray);
  if (!isPlain) writer.shape(own);
  writer.out.uint(array.length);
  return { object: array, tag: isPlain ? Tag.array : Tag.otherArray, layout: undefined, own: isPlain ? undefined : own };
}

function beginExtras(writer: GraphWriter, object: object, tag: number): Pending {
  const { out } = writer;
  const own = ownProperties(object, tag);
  const type = tag === Tag.view ? viewType(object) : 0;
  const defaultPrototype = tag === Tag.view ? writer.tables.builtIn(`${VIEW_NAMES[type]!}.prototype`) : defaultPrototypes[tag];
  const hasExtras = own.prototype !== defaultPrototype || own.flags !== 0 || own.keys.length > 0;
  out.byte(tag);
  out.uint(hasExtras ? 1 : 0);
  if (hasExtras) writer.shape(own);
  if (tag === Tag.date) out.f64((object as Date).getTime());
  else if (tag === Tag.regExp) writeRegExp(writer, object as RegExp);
  else if (tag === Tag.buffer) writeBuffer(writer, object as ArrayBuffer);
  else if (tag === Tag.view) writeView(writer, object as DataView, type);
  return { object, tag, layout: undefined, own: hasExtras ? own : undefined };
}

function writeRegExp(writer: GraphWriter, object: RegExp): void {
  writer.string(object.source);
  writer.string(object.flags);
}

function writeBuffer(writer: GraphWriter, object: ArrayBuffer & { resizable?: boolean }): void {
  if (object.resizable === true) writer.refuse("a resizable ArrayBuffer", "use one of fixed length");
  writer.out.bytes(new Uint8Array(object));
}

function writeView(writer: GraphWriter, object: ArrayBufferView & { length?: number }, type: number): void {
  const { out } = writer;
  out.byte(type);
  writer.value(object.buffer, undefined, "buffer");
  out.uint(object.byteOffset);
  out.uint((type === 0 ? object.byteLength : object.length!) + 1);
}

function beginClosure(writer: GraphWriter, closure: object, parts: ClosureParts | undefined): Pending {
  if (parts === undefined) {
    const { name } = closure as Function;
    writer.refuse(`the function ${name === "" ? "without a name" : name}, which is not part of the compiled program`,
                  "pass a function of the workflow's own code");
  }
  writer.out.byte(Tag.closure);
  writer.out.uint(parts.id);
  writer.value(parts.scope, undefined, "scope");
  return { object: closure, tag: Tag.closure, layout: undefined, own: undefined };
}

/** @param isKept tells the places that are written as "what the factory gave" */
export function writeProperties(writer: GraphWriter, own: OwnProperties, pending: Pending, isKept: ((i: number) => boolean) | undefined): void {
  for (let i = 0; i < own.keys.length; i++) {
    if (isKept !== undefined && isKept(i)) {
      writer.out.byte(Tag.hole);
      continue;
    }
    writer.value(own.values[i], pending, own.keys[i]);
    if ((own.attributes[i]! & Attribute.accessor) !== 0) writer.value(own.setters[i], pending, own.keys[i]);
  }
}

function finishLayout(writer: GraphWriter, pending: Pending): void {
  const layout = pending.layout!;
  const object = pending.object as Record<string, unknown>;
  if (layout.hidden !== undefined) {
    if (Reflect.ownKeys(object).length > 0) writer.refuse("a promise, iterator or weak collection with properties of its own", "keep them in an object beside it");
    return writer.value(writer.tables.hiddenField(object), pending, layout.fields[0]);
  }
  const { fields, variants } = layout;
  for (const key of Reflect.ownKeys(object)) {
    if (!fields.includes(key as string)) throw new TypeError(`layout ${layout.id} has no field ${String(key)}`);
  }
  const written = variants === null ? null : variants[object[fields[0]!] as number] ?? null;
  if (written === null) {
    for (const field of fields) writer.value(object[field], pending, field);
  } else {
    writer.value(object[fields[0]!], pending, fields[0]);
    for (const i of written) writer.value(object[fields[i]!], pending, fields[i]);
  }
}
