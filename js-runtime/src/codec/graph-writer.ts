import { ByteWriter } from "./byte-writer.js";
import { unserializableValue } from "./errors.js";
import type { GraphTables } from "./graph-tables.js";
import { type Pending, begin, finish } from "./kind-writers.js";
import type { OwnProperties } from "./own-properties.js";
import { PROTOTYPE_DEPTH_MAX, SMALL_INTEGERS, ShapeFlag, SymbolKind, Tag } from "./tags.js";
import { describeOwner } from "./value-path.js";
import { wellKnownSymbols } from "./well-known-symbols.js";

/** In the stamp of a prototype object that a factory made. */
const PROTOTYPE_OF = -1;
/** In the stamp of a class's member 0. */
const FIRST_MEMBER_OF = -2;

/** Writes one body. Breadth first: `value` names and creates, payloads follow in the order of object numbers. */
export class GraphWriter {
  readonly out = new ByteWriter();
  readonly #strings = new Map<string, number>();
  readonly #objects = new Map<object | symbol, number>();
  readonly #shapes = new Map<string, number>();
  readonly #identities = new Map<object | symbol | null, number>();
  /** By object number; undefined for what has no payload. */
  readonly #queue: (Pending | undefined)[] = [];
  #depth = 0;
  /** Who holds the value that is being written, and under which key: for error paths. */
  #owner: Pending | undefined = undefined;
  #key: unknown = undefined;

  constructor(readonly tables: GraphTables) {}

  /** @param changed numbers of the baseline objects whose content goes along, ascending */
  write(root: object, changed: readonly number[]): Uint8Array {
    this.value(root, undefined, "thread");
    this.out.uint(changed.length);
    for (const number of changed) {
      this.out.uint(number);
      const member = this.tables.baseline[number] as object;
      finish(this, begin(this, member, true));
    }
    for (let n = 0; n < this.#queue.length; n++) {
      const pending = this.#queue[n];
      if (pending !== undefined) finish(this, pending);
    }
    return this.out.finish();
  }

  /** Writes a value that `owner` holds under `key`. */
  value(value: unknown, owner: Pending | undefined, key: unknown): void {
    const { out } = this;
    switch (typeof value) {
      case "undefined":
        return out.byte(Tag.undefined);
      case "boolean":
        return out.byte(value ? Tag.true : Tag.false);
      case "number":
        return this.#number(value);
      case "string":
        return this.string(value);
      case "bigint":
        return this.#bigint(value);
      case "symbol":
        return this.#symbol(value);
      default:
        if (value === null) return out.byte(Tag.null);
        this.#owner = owner;
        this.#key = key;
        this.#object(value as object);
    }
  }

  string(value: string): void {
    const number = this.#strings.get(value);
    if (number !== undefined) {
      this.out.byte(Tag.stringAgain);
      this.out.uint(number);
      return;
    }
    this.#strings.set(value, this.#strings.size);
    this.out.byte(Tag.string);
    this.out.text(value);
  }

  /** Refuses the value at hand: what it is, where it is, what to do. */
  refuse(kind: string, help = "keep something in its place that can be saved, and make it anew after the await"): never {
    const { path, at } = describeOwner(this.tables, this.#owner, this.#key);
    throw unserializableValue(path, kind, at, help);
  }

  /** Writes a shape, or its number when an equal one has been written. */
  shape(own: OwnProperties): void {
    const number = this.#shapes.get(this.#signature(own));
    if (number !== undefined) {
      this.out.uint(number);
      return;
    }
    this.out.uint(0);
    if (++this.#depth > PROTOTYPE_DEPTH_MAX) this.refuse(`an object with more than ${PROTOTYPE_DEPTH_MAX} prototypes`);
    this.value(own.prototype, this.#owner, this.#key);
    this.#depth--;
    this.out.uint(own.flags);
    this.out.uint(own.keys.length);
    for (let i = 0; i < own.keys.length; i++) {
      const key = own.keys[i]!;
      if (typeof key === "string") this.string(key);
      else this.#symbol(key);
      if ((own.flags & ShapeFlag.hasAttributes) !== 0) this.out.byte(own.attributes[i]!);
    }
    // Numbered after its content: a prototype may have brought shapes of its own.
    this.#shapes.set(this.#signature(own), this.#shapes.size + 1);
  }

  /** Gives `object` the next number; its payload follows in turn. */
  number(object: object | symbol, pending: Pending | undefined): void {
    this.#objects.set(object, this.#queue.length);
    this.#queue.push(pending);
  }

  #number(value: number): void {
    const { out } = this;
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      out.byte(Tag.number);
      out.f64(value);
    } else if (value < 0) {
      out.byte(Tag.negative);
      out.uint(-value - 1);
    } else if (value < SMALL_INTEGERS) {
      out.byte(Tag.small + value);
    } else {
      out.byte(Tag.integer);
      out.uint(value);
    }
  }

  #bigint(value: bigint): void {
    this.out.byte(Tag.bigint);
    this.out.byte(value < 0n ? 1 : 0);
    const digits = (value < 0n ? -value : value).toString(16);
    const hex = digits.length % 2 === 0 ? digits : `0${digits}`;
    const bytes = new Uint8Array(value === 0n ? 0 : hex.length / 2);
    for (let i = 0; i < bytes.length; i++) bytes[bytes.length - 1 - i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    this.out.bytes(bytes);
  }

  #symbol(value: symbol): void {
    if (this.#knownObject(value)) return;
    this.out.byte(Tag.symbol);
    const registered = Symbol.keyFor(value);
    const wellKnown = wellKnownSymbols.get(value);
    if (registered !== undefined) {
      this.out.byte(SymbolKind.registered);
      this.string(registered);
    } else if (wellKnown !== undefined) {
      this.out.byte(SymbolKind.wellKnown);
      this.string(wellKnown);
    } else {
      this.out.byte(SymbolKind.local);
      this.value(value.description, undefined, undefined);
    }
    this.number(value, undefined);
  }

  #knownObject(value: object | symbol): boolean {
    const number = this.#objects.get(value);
    if (number !== undefined) {
      this.out.byte(Tag.again);
      this.out.uint(number);
      return true;
    }
    const baseline = this.tables.baselineNumber(value);
    if (baseline === undefined) return false;
    this.out.byte(Tag.baseline);
    this.out.uint(baseline);
    return true;
  }

  #object(object: object): void {
    if (this.#knownObject(object)) return;
    if (object === this.tables.TDZ) return this.out.byte(Tag.tdz);
    const name = this.tables.builtInName(object);
    if (name !== undefined) {
      this.out.byte(Tag.builtIn);
      this.string(name);
      this.number(object, undefined);
      return;
    }
    const parts = this.tables.closureParts(object);
    if (parts?.id === PROTOTYPE_OF) {
      // The prototype object of a closure, met before the closure: it is numbered with it.
      this.out.byte(Tag.prototype);
      this.#object(parts.scope as object);
      return;
    }
    if (parts !== undefined && parts.id <= FIRST_MEMBER_OF) {
      // A method of a class, met before the class: it is numbered with it.
      this.out.byte(Tag.member);
      this.#object(parts.scope as object);
      this.out.uint(FIRST_MEMBER_OF - parts.id);
      return;
    }
    const owner = this.#owner;
    const key = this.#key;
    const pending = begin(this, object, false);
    this.number(object, { ...pending, owner, key });
    if (parts === undefined) return;
    if (parts.prototype !== undefined) this.number(parts.prototype, undefined);
    for (const member of parts.members) this.number(member, undefined);
  }

  /** Equal for equal shapes and only for them. */
  #signature(own: OwnProperties): string {
    let text = `${this.#identity(own.prototype)},${own.flags}`;
    for (let i = 0; i < own.keys.length; i++) {
      const key = own.keys[i]!;
      text += typeof key === "string" ? `,${own.attributes[i]}s${key.length}:${key}` : `,${own.attributes[i]}y${this.#identity(key)}`;
    }
    return text;
  }

  #identity(value: object | symbol | null): number {
    let identity = this.#identities.get(value);
    if (identity === undefined) this.#identities.set(value, (identity = this.#identities.size));
    return identity;
  }
}
