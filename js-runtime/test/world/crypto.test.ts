import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/runtime/random-stream.js";
import { worldWorkflow } from "./play-world.js";

describe("the random stream", () => {
  it("is ChaCha20: the key stream of RFC 8439, A.1, test vectors 1 and 2", () => {
    const stream = new RandomStream("0".repeat(64));
    const bytes = Array.from({ length: 128 }, () => stream.byte());
    expect(Buffer.from(bytes.slice(0, 64)).toString("hex")).toBe("76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586");
    expect(Buffer.from(bytes.slice(64)).toString("hex")).toBe("9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f");
  });

  it("takes its key from the seed, byte by byte: vector 3", () => {
    const stream = new RandomStream(`${"00".repeat(31)}01`);
    for (let i = 0; i < 64; i++) stream.byte(); // the vector is of block 1
    expect(Buffer.from(Array.from({ length: 16 }, () => stream.byte())).toString("hex")).toBe("3aeb5224ecf849929b9d828db1ced4dd");
  });

  it("insists on a seed", () => {
    expect(() => new RandomStream("")).toThrow(/64 hexadecimal digits/);
  });
});

describe.each(["never", "step", "microtask"] as const)("crypto, reloaded: %s", (reload) => {
  it("gives other values each time, within a step and across steps", async () => {
    const thread = (await worldWorkflow(`const seen = new Set<string>(); const { getRandomValues } = crypto; let view = new Uint32Array(4);
      for (let i = 0; i < 5; i++) { seen.add(crypto.randomUUID()); await null; view = crypto.getRandomValues(view); seen.add(view.join()); await W.refId("go"); }
      return [seen.size, [...seen].filter((x) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(x)).length, typeof getRandomValues, String(crypto)];`, { reload })).start();
    for (let i = 0; i < 5; i++) thread.resume("go");
    expect(thread.result).toEqual([10, 5, "function", "[object Crypto]"]);
  });
});

describe("crypto", () => {
  it("fills every byte of views of integers, and refuses the rest", async () => {
    const thread = (await worldWorkflow(`
      const all = new Uint8Array(1000); crypto.getRandomValues(all.subarray(1, 999));
      const said = [new Float64Array(1), [], new DataView(new ArrayBuffer(1)), new Uint8Array(65537)].map((bad) => { try { crypto.getRandomValues(bad as never); return "filled"; } catch (e) { return (e as Error).name; } });
      return [all[0], all[999], new Set(all).size > 200, crypto.getRandomValues(new BigInt64Array(1))[0] !== 0n, said];`)).start();
    expect(thread.result).toEqual([0, 0, true, true, ["TypeError", "TypeError", "TypeError", "RangeError"]]);
  });

  it("is not there while the module is evaluated", async () => {
    await expect(worldWorkflow("return id;", {}, "const id = crypto.randomUUID();")).rejects.toThrow(/step\/outside-step/);
  });
});
