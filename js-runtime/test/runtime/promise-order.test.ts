import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { handHost, context } from "./hand-bundle.js";

/** Runs `code` with native promises; `log` collects. */
async function natively(code: string): Promise<unknown> {
  const log = runInContext(`"use strict"; const log = []; ${code}; log`, createContext({})) as unknown[];
  await new Promise((resolve) => setTimeout(resolve, 0));
  return JSON.parse(JSON.stringify(log)) as unknown;
}

/** Runs `code` on our own promises. */
function onOurs(code: string): unknown {
  const host = handHost(`const log = []; function main() { { ${code} } return new Promise(() => {}); }
    const roots = [log];`);
  const outcome = host.start(context, "null");
  if (outcome.status !== 0) throw new Error(outcome.failure?.stack);
  return JSON.parse(JSON.stringify(host.baseline[1])) as unknown;
}

const t = (tag: string): string => `(v) => { log.push("${tag}", String(v)); return v; }`;
const scenarios: Record<string, string> = {
  "chains interleave": `Promise.resolve(1).then(${t("a")}).then(${t("b")}); Promise.resolve(2).then(${t("c")}).then(${t("d")});`,
  "a handler that returns a promise takes two more jobs": `
    Promise.resolve(1).then(() => Promise.resolve(2)).then(${t("a")});
    Promise.resolve(3).then(${t("b")}).then(${t("c")}).then(${t("d")}).then(${t("e")});`,
  "resolving with a pending promise": `
    let r; const inner = new Promise((f) => { r = f; }); new Promise((f) => f(inner)).then(${t("a")}); inner.then(${t("b")}); r(5);`,
  "resolving with a thenable": `
    new Promise((f) => f({ then(ok) { log.push("then"); ok(1); ok(2); throw 3; } })).then(${t("a")}); Promise.resolve().then(${t("b")}).then(${t("c")});`,
  "a then that throws": `new Promise((f) => f({ get then() { throw "x"; } })).catch(${t("a")});`,
  "self resolution": `let r; const p = new Promise((f) => { r = f; }); r(p); p.catch((e) => log.push(e instanceof TypeError));`,
  "an executor that throws": `new Promise(() => { throw 1; }).catch(${t("a")}); new Promise((f) => { f(2); throw 3; }).then(${t("b")});`,
  "settling once": `new Promise((f, r) => { f(1); r(2); f(3); }).then(${t("a")}, ${t("b")});`,
  "finally": `
    Promise.resolve(1).finally(() => { log.push("f"); return 9; }).then(${t("a")});
    Promise.reject(2).finally(() => { log.push("g"); }).catch(${t("b")});
    Promise.resolve(3).finally(() => { throw 4; }).catch(${t("c")});
    Promise.resolve(5).finally(() => Promise.resolve(6)).then(${t("d")});
    Promise.resolve(7).finally("no").then(${t("e")});`,
  "all": `
    Promise.all([1, Promise.resolve(2), { then(f) { f(3); } }]).then((v) => log.push(v));
    Promise.all([]).then((v) => log.push(v)); Promise.resolve().then(${t("x")}).then(${t("y")}).then(${t("z")});`,
  "all rejects": `Promise.all([Promise.reject(1), Promise.reject(2), 3]).catch(${t("a")}); Promise.resolve().then(${t("x")}).then(${t("y")});`,
  "allSettled": `Promise.allSettled([1, Promise.reject(2)]).then((v) => log.push(v)); Promise.resolve().then(${t("x")}).then(${t("y")});`,
  "any": `
    Promise.any([Promise.reject(1), Promise.resolve(2), 3]).then(${t("a")});
    Promise.any([Promise.reject(1), Promise.reject(2)]).catch((e) => log.push(e instanceof AggregateError, e.errors, e.message.length > 0));
    Promise.any([]).catch((e) => log.push(e.errors)); Promise.resolve().then(${t("x")}).then(${t("y")});`,
  "race": `Promise.race([new Promise(() => {}), Promise.resolve(1), 2]).then(${t("a")}); Promise.race([Promise.reject(3), 1]).catch(${t("b")});`,
  "combinators of things that cannot be iterated": `
    for (const name of ["all", "any", "race", "allSettled"]) Promise[name](5).catch((e) => log.push(name, e instanceof TypeError));`,
  "iterators are closed when resolve throws": `
    const it = { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, return() { log.push("closed"); return {}; } };
    class P extends Promise {} P.resolve = () => { throw "no"; }; Promise.all.call(P, it).catch(${t("a")});`,
  "subclasses and species": `
    class P extends Promise { constructor(e) { super(e); log.push("made"); } }
    const p = P.resolve(1).then(${t("a")}); log.push(p instanceof P);
    class Q extends Promise { static get [Symbol.species]() { return Promise; } }
    log.push(new Q((f) => f(2)).then(${t("b")}) instanceof Q); P.all([1]).then((v) => log.push(v)); P.race([1]).then(${t("c")});`,
  "Promise.resolve keeps promises of the same constructor": `
    const p = Promise.resolve(1); class P extends Promise {} log.push(Promise.resolve(p) === p, P.resolve(p) === p, Promise.resolve(P.resolve(1)) instanceof P);`,
  "a replaced then is called": `
    const p = Promise.resolve(1); p.then = function (f) { log.push("own then"); return Promise.prototype.then.call(this, f); };
    Promise.resolve(2).then(() => p).then(${t("a")}); Promise.all([p]).then((v) => log.push(v));`,
  "properties": `
    const names = (o) => Reflect.ownKeys(o).map(String).filter((n) => !["withResolvers", "try"].includes(n)).sort();
    log.push(names(Promise), names(Promise.prototype), Promise.length, Promise.name, Promise.all.length, Promise.prototype.then.length,
      Object.prototype.toString.call(Promise.resolve()), Object.keys(Promise.resolve()), JSON.stringify(Promise.resolve(1)));
    for (const n of ["all", "race", "any", "allSettled", "resolve", "reject"]) { const d = Object.getOwnPropertyDescriptor(Promise, n); log.push(n, d.writable, d.enumerable, d.configurable, Promise[n].name, "prototype" in Promise[n]); }
    try { Promise(() => {}); } catch (e) { log.push(e instanceof TypeError); } try { new Promise(5); } catch (e) { log.push(e instanceof TypeError); }
    try { Promise.prototype.then.call({}, 1); } catch (e) { log.push(e instanceof TypeError); }
    const d = Object.getOwnPropertyDescriptor(Promise, "prototype"); log.push(d.writable, d.enumerable, d.configurable);
    new Promise((f, r) => log.push(f.length, f.name, "prototype" in f, r.length));`,
  "queueMicrotask": `const q = typeof queueMicrotask === "function" ? queueMicrotask : (f) => Promise.resolve().then(f);
    Promise.resolve().then(${t("a")}); q(() => log.push("b")); Promise.resolve().then(${t("c")});`,
};

describe("promises do what ECMA-262 says, in the same order as native ones", () => {
  it.each(Object.keys(scenarios))("%s", async (name) => {
    expect(onOurs(scenarios[name]!)).toEqual(await natively(scenarios[name]!));
  });
});

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** A program of promise operations on random earlier promises, each with a label. */
function randomProgram(seed: number): string {
  const next = random(seed);
  const pick = (n: number): number => Math.floor(next() * n);
  let code = "const p = [], r = [];";
  for (let i = 0; i < 12; i++) {
    const a = i === 0 ? 0 : pick(i);
    const b = i === 0 ? 0 : pick(i);
    const log = (tag: string): string => `(v) => { log.push("${i}${tag}"); ${["return v;", `throw ${i};`, `return p[${a}];`, `return { then(f) { f(${i}); } };`][pick(4)]} }`;
    const kinds = i === 0
      ? ["new Promise((f, g) => r.push([f, g]))"]
      : [`Promise.resolve(${i})`, `Promise.reject(${i})`, "new Promise((f, g) => r.push([f, g]))", `p[${a}].then(${log("f")}, ${log("r")})`, `p[${a}].then(${log("f")})`,
        `p[${a}].catch(${log("c")})`, `p[${a}].finally(${log("y")})`, `new Promise((f) => f(p[${b}]))`, `Promise.all([p[${a}], p[${b}], 1])`,
        `Promise.race([p[${a}], p[${b}]])`, `Promise.any([p[${a}], p[${b}]])`, `Promise.allSettled([p[${a}], p[${b}]])`];
    code += `p.push(${kinds[pick(kinds.length)]});\n`;
  }
  code += "for (const x of p) x.then(() => log.push('ok'), () => log.push('no'));\n";
  for (let i = 0; i < 4; i++) code += `if (r[${i}]) r[${i}][${pick(2)}](${next() < 0.5 ? i : `p[${pick(12)}]`});\n`;
  return code + "for (let i = 0; i < 12; i++) p[i].then((v) => log.push(i, typeof v === 'object' ? 'o' : v), (e) => log.push(-i, typeof e === 'object' ? 'o' : e));";
}

describe("random programs of promises", () => {
  const seed = Number(process.env["SEED"] ?? 1);
  it(`log the same as native ones (SEED=${seed} npx vitest run test/runtime/promise-order.test.ts)`, async () => {
    for (let i = 0; i < 150; i++) {
      const program = randomProgram(seed * 1000 + i);
      expect(onOurs(program), `seed ${seed}, program ${i}:\n${program}`).toEqual(await natively(program));
    }
  }, 60_000);
});
