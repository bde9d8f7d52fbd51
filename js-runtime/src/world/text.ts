/** https://encoding.spec.whatwg.org for UTF-8, the one encoding that workflow code gets. */

const state = Symbol("state");
const LABELS = new Set(["unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8"]);
const REPLACEMENT = 0xfffd;
const BOM = 0xfeff;
/** Code points that are turned into a string at a time: an argument list has limits. */
const CHUNK = 4096;

/** `TextEncoder` */
export class TextEncoder {
  get encoding(): string {
    return "utf-8";
  }

  encode(input = ""): Uint8Array {
    const text = String(input);
    const bytes = new Uint8Array(3 * text.length);
    const { written } = encodeInto(text, bytes);
    return bytes.slice(0, written);
  }

  encodeInto(source: string, destination: Uint8Array): { read: number; written: number } {
    if (!(destination instanceof Uint8Array)) throw new TypeError("TextEncoder.encodeInto: the destination must be a Uint8Array");
    return encodeInto(String(source), destination);
  }

  get [Symbol.toStringTag](): string {
    return "TextEncoder";
  }
}

function encodeInto(text: string, bytes: Uint8Array): { read: number; written: number } {
  let read = 0;
  let written = 0;
  while (read < text.length) {
    let point = text.codePointAt(read)!;
    const units = point > 0xffff ? 2 : 1;
    if (point >= 0xd800 && point <= 0xdfff) point = REPLACEMENT;
    const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (written + length > bytes.length) break;
    if (length === 1) {
      bytes[written++] = point;
    } else {
      bytes[written++] = (0xf00 >> length) & 0xff | (point >> (6 * (length - 1)));
      for (let i = length - 2; i >= 0; i--) bytes[written++] = 0x80 | ((point >> (6 * i)) & 0x3f);
    }
    read += units;
  }
  return { read, written };
}

/** What a decoder keeps between two calls with `stream`. */
interface Pending {
  point: number;
  seen: number;
  needed: number;
  lower: number;
  upper: number;
  isBomDone: boolean;
}

/** `TextDecoder` */
export class TextDecoder {
  [state]: { fatal: boolean; ignoreBOM: boolean; pending: Pending };

  constructor(label = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const name = String(label).trim().toLowerCase();
    if (!LABELS.has(name)) throw new RangeError(`TextDecoder: the encoding ${JSON.stringify(label)} is not available to workflow code, only utf-8`);
    this[state] = { fatal: Boolean(options.fatal), ignoreBOM: Boolean(options.ignoreBOM), pending: fresh() };
  }

  get encoding(): string {
    return "utf-8";
  }

  get fatal(): boolean {
    return this[state].fatal;
  }

  get ignoreBOM(): boolean {
    return this[state].ignoreBOM;
  }

  decode(input: ArrayBuffer | ArrayBufferView = new Uint8Array(0), options: { stream?: boolean } = {}): string {
    const { fatal, ignoreBOM, pending } = this[state];
    const isStream = Boolean(options.stream);
    let text = "";
    let points: number[] = [];
    const emit = (point: number): void => {
      const isBom = point === BOM && !pending.isBomDone && !ignoreBOM;
      pending.isBomDone = true;
      if (isBom) return;
      points.push(point);
      if (points.length >= CHUNK) {
        text += String.fromCodePoint(...points);
        points = [];
      }
    };
    const malformed = (): void => {
      if (fatal) {
        this[state].pending = fresh();
        throw new TypeError("TextDecoder: the bytes are not UTF-8");
      }
      emit(REPLACEMENT);
    };
    decodeBytes(bytesOf(input), pending, emit, malformed);
    if (!isStream) {
      if (pending.needed > 0) {
        pending.needed = 0;
        malformed();
      }
      this[state].pending = fresh();
    }
    return text + String.fromCodePoint(...points);
  }

  get [Symbol.toStringTag](): string {
    return "TextDecoder";
  }
}

function fresh(): Pending {
  return { point: 0, seen: 0, needed: 0, lower: 0x80, upper: 0xbf, isBomDone: false };
}

/** The UTF-8 decoder of the standard, byte by byte. */
function decodeBytes(bytes: Uint8Array, pending: Pending, emit: (point: number) => void, malformed: () => void): void {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (pending.needed === 0) {
      if (byte < 0x80) {
        emit(byte);
      } else if (byte >= 0xc2 && byte <= 0xf4) {
        pending.needed = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
        pending.seen = 0;
        pending.point = byte & (0x3f >> pending.needed);
        pending.lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
        pending.upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
      } else {
        malformed();
      }
      continue;
    }
    const isExpected = byte >= pending.lower && byte <= pending.upper;
    pending.lower = 0x80;
    pending.upper = 0xbf;
    if (!isExpected) {
      pending.needed = 0;
      malformed();
      i--;
      continue;
    }
    pending.point = (pending.point << 6) | (byte & 0x3f);
    if (++pending.seen < pending.needed) continue;
    pending.needed = 0;
    emit(pending.point);
  }
}

function bytesOf(input: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw new TypeError("TextDecoder.decode: the input must be an ArrayBuffer or a view of one");
}
