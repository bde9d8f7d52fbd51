import { ByteReader } from "./byte-reader.js";
import { WorkflowError } from "../errors.js";
import { unknownBuiltIn } from "./errors.js";
import type { GraphTables } from "./graph-tables.js";
import { type Created, applyContent, create, fill } from "./kind-readers.js";
import { PROTOTYPE_DEPTH_MAX, ShapeFlag, SymbolKind, Tag } from "./tags.js";
import { wellKnownSymbols } from "./well-known-symbols.js";

/** What a shape says of the objects that share it. */
export interface Shape {
  readonly prototype: object | null;
  readonly flags: number;
  readonly keys: readonly (string | symbol)[];
  readonly attributes: readonly number[];
}

/** Creation infos inside one another: prototypes, and at the end of such a chain a scope, a buffer, a name. */
const NESTING_MAX = PROTOTYPE_DEPTH_MAX + 8;

/** What `GraphReader.valueOrMarker` returns for the tags that are no values: a hole, or "as the factory gave it". */
export const HOLE: unique symbol = Symbol("hole");

/**
 * Reads one body. Whatever the bytes are, it returns a graph or throws malformed-continuation (or unknown-built-in): it runs
 * no code of the program but closure factories, and allocates no more than the bytes justify.
 */
export class GraphReader {
  readonly input: ByteReader;
  readonly #strings: string[] = [];
  readonly #objects: (object | symbol)[] = [];
  readonly #shapes: Shape[] = [];
  /** By object number; undefined for what has no payload. */
  readonly #queue: (Created | undefined)[] = [];
  #depth = 0;

  constructor(readonly tables: GraphTables, body: Uint8Array) {
    this.input = new ByteReader(body);
  }

  /** Changed baseline objects get their content as it is read. @returns the root */
  read(): unknown {
    try {
      return this.#read();
    } catch (error) {
      if (error instanceof WorkflowError) throw error;
      // Damaged bytes can ask the language for what it refuses, such as a prototype that inherits from itself.
      this.input.fail(`the objects cannot be made (${String(error)})`);
    }
  }

  #read(): unknown {
    const root = this.value();
    for (let left = this.input.count(2), last = -1; left > 0; left--) {
      const number = this.input.uint();
      const member = this.tables.baseline[number];
      if (number <= last || member === undefined || typeof member === "symbol") this.input.fail(`no module object ${number}`);
      last = number;
      applyContent(this, member);
    }
    for (let n = 0; n < this.#queue.length; n++) {
      const created = this.#queue[n];
      if (created !== undefined) fill(this, created);
    }
    if (this.input.left > 0) this.input.fail("bytes after the end");
    for (const created of this.#queue) created?.layout?.afterLoad?.(created.object);
    return root;
  }

  /** A value; a marker where only values may stand is malformed. */
  value(): unknown {
    const value = this.valueOrMarker();
    if (value === HOLE) this.input.fail("a hole that is not in an array");
    return value;
  }

  valueOrMarker(): unknown {
    const input: ByteReader = this.input;
    const tag = input.uint();
    if (tag >= Tag.small && tag < Tag.layout) return tag - Tag.small;
    if (tag < Tag.builtIn) return this.#simple(tag);
    if (++this.#depth > NESTING_MAX) input.fail(`more than ${NESTING_MAX} objects that must exist before one another`);
    const value = this.#nesting(tag);
    this.#depth--;
    return value;
  }

  #nesting(tag: number): unknown {
    switch (tag) {
      case Tag.builtIn: return this.#builtIn();
      case Tag.bigint: return this.#bigint();
      case Tag.symbol: return this.#symbol();
      case Tag.prototype: {
        const closure = this.value();
        const prototype = typeof closure === "function" ? this.tables.closureParts(closure)?.prototype : undefined;
        return prototype ?? this.input.fail("the prototype of something that has none");
      }
      case Tag.member: {
        const closure = this.value();
        const member = typeof closure === "function" ? this.tables.closureParts(closure)?.members[this.input.uint()] : undefined;
        return member ?? this.input.fail("a method of something that has none");
      }
      case Tag.private: return this.#created(this.input.uint(), true);
      default: return this.#created(tag);
    }
  }

  #simple(tag: number): unknown {
    const input: ByteReader = this.input;
    switch (tag) {
      case Tag.undefined: return undefined;
      case Tag.null: return null;
      case Tag.false: return false;
      case Tag.true: return true;
      case Tag.integer: return input.uint();
      case Tag.negative: return -input.uint() - 1;
      case Tag.number: return input.f64();
      case Tag.string:
      case Tag.stringAgain: return this.#string(tag);
      case Tag.again: return this.object();
      case Tag.hole: return HOLE;
      case Tag.tdz: return this.tables.TDZ;
      case Tag.baseline: {
        const member = this.tables.baseline[input.uint()];
        return member ?? input.fail("no such module object");
      }
      default: input.fail(`unknown tag ${tag}`);
    }
  }

  string(): string {
    return this.#string(this.input.uint());
  }

  /** An object by number. */
  object(): object | symbol {
    const object = this.#objects[this.input.uint()];
    return object ?? this.input.fail("no object of that number");
  }

  /** Gives `object` the next number. */
  number(object: object | symbol, created: Created | undefined): void {
    this.#objects.push(object);
    this.#queue.push(created);
  }

  shape(): Shape {
    const input: ByteReader = this.input;
    const number = input.uint();
    if (number !== 0) return this.#shapes[number - 1] ?? input.fail("no shape of that number");
    const prototype = this.value();
    if ((typeof prototype !== "object" && typeof prototype !== "function") || prototype === undefined) input.fail("a prototype that is not an object");
    const flags = input.uint();
    if (flags > (ShapeFlag.notExtensible | ShapeFlag.hasAttributes | ShapeFlag.lockedLength)) input.fail(`unknown shape flags ${flags}`);
    const keys: (string | symbol)[] = [];
    const attributes: number[] = [];
    for (let left = input.count(2); left > 0; left--) {
      const key = this.value();
      if (typeof key !== "string" && typeof key !== "symbol") input.fail("a property key that is neither string nor symbol");
      keys.push(key);
      attributes.push((flags & ShapeFlag.hasAttributes) === 0 ? 0 : this.attributes());
    }
    const shape = { prototype: prototype as object | null, flags, keys, attributes };
    this.#shapes.push(shape);
    return shape;
  }

  attributes(): number {
    const attributes = this.input.byte();
    if (attributes > 15) this.input.fail(`unknown property attributes ${attributes}`);
    return attributes;
  }

  #created(tag: number, hasPrivates = false): object {
    if (tag < Tag.array || tag === Tag.private || (hasPrivates && tag >= Tag.small)) this.input.fail(`unknown tag ${tag}`);
    const created = create(this, tag);
    this.number(created.object, hasPrivates ? { ...created, hasPrivates } : created);
    const { parts } = created;
    if (parts?.prototype !== undefined) this.number(parts.prototype, undefined);
    if (parts !== undefined) for (const member of parts.members) this.number(member, undefined);
    return created.object;
  }

  #string(tag: number): string {
    if (tag === Tag.string) {
      const text = this.input.text();
      this.#strings.push(text);
      return text;
    }
    const known = tag === Tag.stringAgain ? this.#strings[this.input.uint()] : undefined;
    return known ?? this.input.fail("no string where one must be");
  }

  #builtIn(): object {
    const name = this.string();
    const found = this.tables.builtIn(name);
    if (found === undefined) throw unknownBuiltIn(name);
    this.number(found, undefined);
    return found;
  }

  #bigint(): bigint {
    const sign = this.input.byte();
    const bytes = this.input.bytes();
    if (sign > 1 || bytes[bytes.length - 1] === 0 || (sign === 1 && bytes.length === 0)) this.input.fail("a bigint in another form");
    let hex = "0x0";
    for (let i = bytes.length - 1; i >= 0; i--) hex += bytes[i]!.toString(16).padStart(2, "0");
    const magnitude = BigInt(hex);
    return sign === 1 ? -magnitude : magnitude;
  }

  #symbol(): symbol {
    const kind = this.input.byte();
    const description = this.value();
    if (description !== undefined && typeof description !== "string") this.input.fail("a symbol's description that is not a string");
    let symbol: symbol | undefined;
    if (kind === SymbolKind.local) symbol = Symbol(description);
    else if (kind === SymbolKind.registered && description !== undefined) symbol = Symbol.for(description);
    else if (kind === SymbolKind.wellKnown) symbol = [...wellKnownSymbols].find(([, name]) => name === description)?.[0];
    if (symbol === undefined) this.input.fail("an unknown symbol");
    this.number(symbol, undefined);
    return symbol;
  }
}
