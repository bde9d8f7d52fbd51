// Attacks on the sandbox and on the limits; `kind` says which. Each must end in bounded time and leave the next thread alone.
import * as W from "kafka-workflow";

export const manifest = { outputTopics: ["out"] };

interface Attack {
  kind: string;
}

const world = globalThis as any;
let victims = 0;

const attacks: Record<string, () => unknown> = {
  // The harmless one, run after each of the others.
  async victim() {
    victims += 1;
    const answer = await W.refId<number>("go");
    const made = [3, 1, 2].sort().map((n) => n * answer);
    return { victims, made, text: JSON.stringify({ a: [1] }), own: Object.keys({}).length, match: (RegExp as any).$1 ?? "none" };
  },

  // Time
  endlessLoop: () => { for (;;); },
  endlessMicrotasks: async () => { for (;;) await null; },
  endlessThens: () => new Promise(() => { const again = (): unknown => Promise.resolve().then(again); again(); }),
  endlessGenerator: () => [...(function* () { for (;;) yield 1; })()].length,
  endlessAsyncGenerator: async () => { for await (const _ of (async function* () { for (;;) yield 1; })()); },
  endlessGetter: () => JSON.stringify({ get a() { for (;;); } }),
  endlessToJson: () => ({ toJSON() { for (;;); } }),
  endlessToString: () => { throw { toString() { for (;;); } }; },
  endlessOutput: () => W.outputJSON({ toJSON() { for (;;); } }, "out"),
  endlessThenable: async () => { await { then() { for (;;); } }; },
  endlessProxy: () => { const p: any = new Proxy({}, { get: () => { for (;;); } }); return p.x; },
  finallyLoops: () => { try { for (;;); } finally { for (;;); } },
  finallyContinues: () => { for (;;) { try { for (;;); } finally { continue; } } },
  catchesAll: () => { for (;;) { try { for (;;); } catch { W.output("caught", "out"); } } },
  catchesAllAsync: async () => { for (;;) { try { for (;;) await null; } catch { await null; } } },
  regexBacktracks: () => /^(?:(a|aa)+)\1$/.test("a".repeat(60) + "b"),
  sortsForEver: () => [3, 1, 2].sort(() => { for (;;); }),
  // not interruptible: some seconds, and longer than anybody waits
  powersForLong: () => (3n ** 6_000_000n) % 7n === 0n,
  searchesForEver: () => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1),
  searchesHoles: () => Array(2 ** 32 - 1).includes(1 as never),
  fillsHoles: () => Array(2 ** 31).fill(0),

  // Memory
  growsArray: () => { const a: unknown[] = []; for (;;) a.push([a.length]); },
  growsMap: () => { const m = new Map<number, string>(); for (let i = 0; ; i++) m.set(i, `value ${i}`); },
  growsClosures: () => { let f = () => 0; for (;;) { const g = f; f = () => g() + 1; } },
  growsPromises: async () => { const all: Promise<void>[] = []; for (;;) all.push((async () => { await W.ref()[1]; })()); },
  growsOutputs: () => { for (;;) W.output("x".repeat(1_000), "out"); },
  growsLog: () => { for (;;) console.log("x".repeat(1_000)); },
  growsBuffers: () => { const all: Uint8Array[] = []; for (;;) all.push(new Uint8Array(1 << 20)); },
  growsStrings: () => { const all: string[] = []; for (let i = 0; ; i++) all.push(`${i}`.padStart(1 << 16).toUpperCase()); },

  // Sizes that one operation makes
  longString: () => "x".repeat(2 ** 30).length,
  doubledString: () => { let s = "x"; for (;;) s += s; },
  paddedString: () => "x".padEnd(2 ** 30, "abc").length,
  largeBuffer: () => new ArrayBuffer(2 ** 31),
  largeTypedArray: () => new Uint8Array(2 ** 30),
  manyArguments: () => Math.max(...Array(10_000_000)),
  appliedArguments: () => Array.apply(null, Array(10_000_000) as never[]).length,

  // Depth
  deepThread: async () => { let d: any = null; for (let i = 0; i < 20_000; i++) d = { d }; await W.refId("go"); let n = 0; for (; d; d = d.d) n++; return n; },
  deepErrors: async () => { let e = new Error("0"); for (let i = 0; i < 2_000; i++) e = new Error("x", { cause: e }); await W.refId("go"); let n = 0; for (let c: any = e; c; c = c.cause) n++; return n; },

  // Ways out of the sandbox
  functionConstructor: () => world.Function("return 1")(),
  functionOfFunction: () => (() => 0).constructor("return 1")(),
  asyncFunction: () => (async () => 0).constructor("return 1")(),
  generatorFunction: () => (function* () {}).constructor("yield 1")().next(),
  functionOfBuiltIn: () => (Math.max as any).constructor("return 1")(),
  functionOfConsole: () => (console.log as any).constructor("return 1")(),
  functionOfOutput: () => (W.output as any).constructor("return 1")(),
  functionByReflect: () => Reflect.construct(Object.getPrototypeOf(function () {}).constructor, ["return 1"])(),
  indirectEval: () => (0, world.eval)("1"),
  java: () => world.Java.type("java.lang.Runtime"),
  packages: () => world.Packages.java.lang.System,
  polyglot: () => world.Polyglot.import("x"),
  graal: () => world.Graal.versionGraalVM,
  load: () => world.load("/etc/passwd"),
  require: () => world.require("fs"),
  worker: () => new world.Worker("x"),
  sharedMemory: () => new world.SharedArrayBuffer(8),
  webAssembly: () => world.WebAssembly.Module,
  hostGlobal: () => world["\u0000host"].start,
  hostClass: () => (W.output as any).getClass(),
  hostClassOfContext: () => (W as any).threadId.getClass(),
  async stackOfErrors() {
    const seen: string[] = [];
    for (const name of ["prepareStackTrace", "captureStackTrace", "stackTraceLimit"]) if ((Error as any)[name]) seen.push(name);
    const overridden = Object.getOwnPropertyDescriptor(new Error("x"), "nativeException");
    return { seen, overridden: overridden ?? null };
  },

  // Traps for code that comes later
  async leaksMatch() { /(secret)/.test("a secret"); },
  async pollutesPrototype() { (Object.prototype as any).outputs = ["stolen"]; (Object.prototype as any).status = 3; await W.refId("go"); },
  async pollutesArray() { (Array.prototype as any).map = () => ["stolen"]; return 1; },
  async pollutesToJson() { (Object.prototype as any).toJSON = () => "stolen"; return { a: 1 }; },
  async replacesSort() { Array.prototype.sort = function () { return [9, 9, 9] as never; }; await W.refId("go"); },
  async replacesJson() { JSON.stringify = () => "stolen"; return { a: 1 }; },
  async replacesPromise() { (world as any).Promise = class {}; await W.refId("go"); },
  async setsGlobal() { world.leaked = "secret"; await W.refId("go"); },
  async throwsThrowing() { throw { toString() { throw new Error("again"); }, get name() { throw new Error("name"); }, get stack() { throw new Error("stack"); } }; },
};

export default async function main(attack: Attack): Promise<unknown> {
  return await attacks[attack.kind]();
}
