import { malformedContinuation } from "./errors.js";

const scratch = new DataView(new ArrayBuffer(8));
/** Character codes that are turned into a string at a time: an argument list has limits. */
const CHUNK_UNITS = 4096;

/** Reads the primitives of docs/continuation-format.md. Whatever the bytes are, it only ever returns or throws malformed-continuation. */
export class ByteReader {
  #offset = 0;

  constructor(readonly input: Uint8Array) {}

  get offset(): number {
    return this.#offset;
  }

  get left(): number {
    return this.input.length - this.#offset;
  }

  fail(what: string): never {
    throw malformedContinuation(this.#offset, what);
  }

  byte(): number {
    if (this.#offset >= this.input.length) this.fail("the bytes end too early");
    return this.input[this.#offset++]!;
  }

  uint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (byte === 0 && i > 0) this.fail("an overlong number");
        if (value > Number.MAX_SAFE_INTEGER) this.fail("a number above 2^53 - 1");
        return value;
      }
      scale *= 128;
    }
    this.fail("a number above 2^53 - 1");
  }

  /** A count of things that take at least `bytesEach` bytes. */
  count(bytesEach: number): number {
    const count = this.uint();
    if (count * bytesEach > this.left) this.fail(`a count of ${count} with ${this.left} bytes left`);
    return count;
  }

  f64(): number {
    for (let i = 0; i < 8; i++) scratch.setUint8(i, this.byte());
    return scratch.getFloat64(0, true);
  }

  bytes(): Uint8Array {
    return this.raw(this.count(1));
  }

  raw(length: number): Uint8Array {
    if (length > this.left) this.fail("the bytes end too early");
    this.#offset += length;
    return this.input.slice(this.#offset - length, this.#offset);
  }

  text(): string {
    const end = this.count(1) + this.#offset;
    let text = "";
    let units: number[] = [];
    while (this.#offset < end) {
      const point = this.#point(end);
      if (point >= 0x10000) {
        units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
      } else {
        const last = units.length > 0 ? units[units.length - 1]! : text.charCodeAt(text.length - 1);
        if ((point & 0xfc00) === 0xdc00 && (last & 0xfc00) === 0xd800) this.fail("a surrogate pair in two pieces");
        units.push(point);
      }
      if (units.length >= CHUNK_UNITS) {
        text += String.fromCharCode.apply(undefined, units);
        units = [];
      }
    }
    return text + String.fromCharCode.apply(undefined, units);
  }

  /** One code point of WTF-8 that ends before `end`. */
  #point(end: number): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || this.#offset + more > end) this.fail("text that is not WTF-8");
    let point = first & (0x3f >> more);
    for (let i = 0; i < more; i++) {
      const next = this.byte();
      if ((next & 0xc0) !== 0x80) this.fail("text that is not WTF-8");
      point = (point << 6) | (next & 0x3f);
    }
    const least = more === 1 ? 0x80 : more === 2 ? 0x800 : 0x10000;
    if (point < least || point > 0x10ffff) this.fail("text that is not WTF-8");
    return point;
  }
}
