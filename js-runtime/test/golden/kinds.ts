import { ByteReader } from "../../src/codec/byte-reader.js";
import { ClosureFlag, ShapeFlag, SMALL_INTEGERS, Tag } from "../../src/codec/tags.js";

/** What a reader must know of a layout to find the end of an object of it. */
export interface LayoutFields {
  readonly fields: readonly string[];
  readonly variants: readonly (readonly number[] | null)[] | null;
}

/** What occurs in bodies: tags; layouts of the runtime, and with variants or kinds each as `id:first field`; closures of the runtime by function id. */
export interface Kinds {
  readonly tags: Set<number>;
  readonly layouts: Set<string>;
  readonly functions: Set<number>;
}

/**
 * Finds the kinds in a body by docs/continuation-format.md alone: it shares no code with the codec but the numbers and the primitives, so it
 * also shows that the page is enough to read a file.
 */
export class KindFinder {
  readonly #input: ByteReader;
  readonly #shapes: Shape[] = [];
  /** Payloads still to come, in order of object number. */
  readonly #payloads: (() => void)[] = [];

  constructor(readonly body: Uint8Array, readonly layouts: readonly (LayoutFields | undefined)[], readonly found: Kinds) {
    this.#input = new ByteReader(body);
  }

  /** Reads to the end. */
  find(): void {
    this.#value();
    if (this.#input.uint() !== 0) throw new Error("a golden thread that changed module objects is not foreseen");
    for (let n = 0; n < this.#payloads.length; n++) this.#payloads[n]!();
    if (this.#input.left !== 0) throw new Error(`${this.#input.left} bytes after the end`);
  }

  /** @returns the number, when it is an integer from 0 to 15: what variants go by */
  #value(): number | undefined {
    const tag = this.#input.uint();
    if (tag >= Tag.small && tag < Tag.small + SMALL_INTEGERS) {
      this.found.tags.add(Tag.small);
      return tag - Tag.small;
    }
    this.found.tags.add(Math.min(tag, Tag.layout));
    const payload = this.#creation(tag);
    if (payload !== undefined) this.#payloads.push(payload);
    return undefined;
  }

  /** Reads what follows the tag; returns what reads the payload of a new object. */
  #creation(tag: number): (() => void) | undefined {
    const input: ByteReader = this.#input;
    switch (tag) {
      case Tag.undefined: case Tag.null: case Tag.false: case Tag.true: case Tag.hole: case Tag.tdz: return undefined;
      case Tag.integer: case Tag.negative: case Tag.stringAgain: case Tag.again: case Tag.baseline: return void input.uint();
      case Tag.number: return void input.f64();
      case Tag.string: return void input.text();
      case Tag.builtIn: return void this.#value();
      case Tag.bigint: return void (input.byte(), input.bytes());
      case Tag.symbol: return void (input.byte(), this.#value());
      case Tag.prototype: return void this.#value();
      case Tag.member: return void (this.#value(), input.uint());
      case Tag.array: return this.#values(input.uint());
      case Tag.object: case Tag.error: return this.#properties(this.#shape());
      case Tag.closure: return this.#closure();
      case Tag.map: case Tag.set: return this.#collection(tag === Tag.map ? 2 : 1);
      case Tag.date: { const extras = this.#extras(); input.f64(); return extras; }
      case Tag.regExp: { const extras = this.#extras(); this.#values(2)(); return () => { this.#value(); extras(); }; }
      case Tag.otherArray: { const shape = this.#shape(); input.uint(); return () => { this.#elements(); this.#properties(shape)(); }; }
      case Tag.boxed: { const shape = this.#shape(); this.#value(); return this.#properties(shape); }
      case Tag.buffer: { const extras = this.#extras(); input.bytes(); return extras; }
      case Tag.view: { const extras = this.#extras(); input.byte(); this.#value(); input.uint(); input.uint(); return extras; }
      case Tag.private: { const inner = input.uint(); this.found.tags.add(inner); const payload = this.#creation(inner)!; return () => { this.#value(); payload(); }; }
      default: return this.#layout(tag - Tag.layout);
    }
  }

  #values(count: number): () => void {
    return () => { for (let left = count; left > 0; left--) this.#value(); };
  }

  #shape(): Shape {
    const number = this.#input.uint();
    if (number !== 0) return this.#shapes[number - 1]!;
    this.#value();
    const flags = this.#input.uint();
    const values: number[] = [];
    for (let left = this.#input.uint(); left > 0; left--) {
      this.#value();
      const isAccessor = (flags & ShapeFlag.hasAttributes) !== 0 && (this.#input.byte() & 8) !== 0;
      values.push(isAccessor ? 2 : 1);
    }
    this.#shapes.push(values);
    return values;
  }

  #properties(shape: Shape): () => void {
    return () => shape.forEach((count) => this.#values(count)());
  }

  #extras(): () => void {
    return this.#input.uint() === 0 ? () => {} : this.#properties(this.#shape());
  }

  #collection(valuesEach: number): () => void {
    const extras = this.#extras();
    return () => { this.#values(this.#input.uint() * valuesEach)(); extras(); };
  }

  #elements(): void {
    for (let left = this.#input.uint(); left > 0; left--) {
      this.#input.uint();
      this.#values((this.#input.byte() & 8) === 0 ? 1 : 2)();
    }
  }

  #closure(): () => void {
    const id = this.#input.uint();
    if (id < 64) this.found.functions.add(id);
    this.#value();
    return () => {
      const flags = this.#input.uint();
      if ((flags & ClosureFlag.properties) !== 0) this.#ownProperties();
      else if ((flags & ClosureFlag.parent) !== 0) this.#value();
      if ((flags & ClosureFlag.prototype) !== 0) this.#ownProperties();
      else if ((flags & ClosureFlag.prototypeParent) !== 0) this.#value();
      if ((flags & ClosureFlag.members) !== 0) {
        for (let left = this.#input.uint(); left > 0; left--) { this.#input.uint(); this.#ownProperties(); }
      }
    };
  }

  /** Tag 10 stands for the value or both functions of an accessor. */
  #ownProperties(): void {
    for (const count of this.#shape()) {
      const isGiven = this.body[this.#input.offset] === Tag.hole;
      this.#values(isGiven ? 1 : count)();
    }
  }

  #layout(id: number): () => void {
    const layout = this.layouts[id];
    if (layout === undefined) throw new Error(`no layout ${id}`);
    return () => {
      const first = layout.fields.length === 0 ? undefined : this.#value();
      const isOfRuntime = id < 48;
      if (isOfRuntime) this.found.layouts.add(`${id}`);
      if (isOfRuntime && first !== undefined) this.found.layouts.add(`${id}:${first}`);
      const rest = layout.variants === null ? undefined : layout.variants[first!];
      this.#values(rest?.length ?? layout.fields.length - 1)();
    };
  }
}

/** Of each property in order: how many values are written. */
type Shape = readonly number[];
