import { currentStep } from "./context.js";
import { RandomStream } from "./random-stream.js";

/** What one call of `getRandomValues` may ask for, as the Web Cryptography API says. */
const BYTES_MAX = 65_536;

const INTEGER_VIEWS = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array];

/** `crypto`: the part of the Web Cryptography API that makes random values. They come from the seed that the host gives each step. */
export function makeCrypto(): object {
  const crypto = {
    getRandomValues(array: unknown): unknown {
      if (!ArrayBuffer.isView(array) || !INTEGER_VIEWS.some((kind) => array instanceof kind)) throw new TypeError("crypto.getRandomValues: expected a typed array of integers");
      if (array.byteLength > BYTES_MAX) throw new RangeError(`crypto.getRandomValues: ${array.byteLength} bytes, the limit is ${BYTES_MAX} for one call`);
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const random = randomOfStep();
      for (let i = 0; i < bytes.length; i++) bytes[i] = random.byte();
      return array;
    },
    randomUUID(): string {
      const random = randomOfStep();
      let text = "";
      for (let i = 0; i < 16; i++) {
        let byte = random.byte();
        if (i === 6) byte = (byte & 0x0f) | 0x40;
        if (i === 8) byte = (byte & 0x3f) | 0x80;
        text += (i === 4 || i === 6 || i === 8 || i === 10 ? "-" : "") + (byte < 16 ? "0" : "") + byte.toString(16);
      }
      return text;
    },
  };
  Object.defineProperty(crypto, Symbol.toStringTag, { value: "Crypto", configurable: true });
  return crypto;
}

/** Begun when it is first used: most steps need no randomness. */
function randomOfStep(): RandomStream {
  const step = currentStep();
  return (step.random ??= new RandomStream(step.context.seed));
}
