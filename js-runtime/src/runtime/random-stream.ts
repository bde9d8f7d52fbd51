const ROUNDS = 20;
/** "expand 32-byte k", as four little-endian words. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const;

/** The bytes of ChaCha20 (RFC 8439, 2.3 and 2.4) under a key that is used for nothing else, nonce and first block 0. */
export class RandomStream {
  readonly #input = new Uint32Array(16);
  readonly #block = new Uint8Array(64);
  #next = 64;

  /** @param seed 64 hexadecimal digits from a secure random source */
  constructor(seed: string) {
    if (!/^[0-9a-f]{64}$/.test(seed)) throw new TypeError("the host gave the step no seed of 64 hexadecimal digits");
    this.#input.set(CONSTANTS);
    for (let i = 0; i < 32; i++) this.#input[4 + (i >> 2)]! |= parseInt(seed.slice(2 * i, 2 * i + 2), 16) << (8 * (i & 3));
  }

  /** The next byte. */
  byte(): number {
    if (this.#next === this.#block.length) this.#fill();
    return this.#block[this.#next++]!;
  }

  #fill(): void {
    const x = this.#input.slice();
    for (let round = 0; round < ROUNDS; round += 2) {
      for (let i = 0; i < 4; i++) quarterRound(x, i, 4 + i, 8 + i, 12 + i);
      for (let i = 0; i < 4; i++) quarterRound(x, i, 4 + ((i + 1) & 3), 8 + ((i + 2) & 3), 12 + ((i + 3) & 3));
    }
    for (let i = 0; i < 16; i++) {
      const word = (x[i]! + this.#input[i]!) >>> 0;
      for (let j = 0; j < 4; j++) this.#block[4 * i + j] = (word >>> (8 * j)) & 0xff;
    }
    this.#input[12]!++;
    this.#next = 0;
  }
}

function quarterRound(x: Uint32Array, a: number, b: number, c: number, d: number): void {
  x[a]! += x[b]!;
  x[d] = rotated(x[d]! ^ x[a]!, 16);
  x[c]! += x[d]!;
  x[b] = rotated(x[b]! ^ x[c]!, 12);
  x[a]! += x[b]!;
  x[d] = rotated(x[d]! ^ x[a]!, 8);
  x[c]! += x[d]!;
  x[b] = rotated(x[b]! ^ x[c]!, 7);
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
