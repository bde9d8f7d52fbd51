// A bundle by hand in the form of docs/compiled-code.md, with the program whose values the golden files beside it hold. `/*RUNTIME*/` is
// replaced by the runtime. It leaves `golden`: by name of a file, what makes its graph, given the bundle's host interface. Layouts, closures and module
// objects stand in the files by number: never change what is here, nor the order of it.
(function () { "use strict";
  const $ = /*RUNTIME*/;
  $.begin({ abi: 1, positions: '{"files":["golden.ts"],"layouts":{},"functions":{}}' });

  function Main(argument) { this.pc = 0; this.p = undefined; this.q = undefined; this.argument = argument; this.kept = undefined; }
  $.frame(48, Main, ["pc", "p", "q", "argument", "kept"], [null, [1, 2, 4]], function (mode, value) {
    if (mode === 1) throw value;
    if (this.pc === 1) return $.return(this, value);
    this.pc = 1;
    this.kept = keep();
    return $.await(this, $.api.ref());
  });
  function Scope(p, x) { this.p = p; this.x = x; }
  $.scope(49, Scope, ["p", "x"]);
  function Count(n) { this.pc = 0; this.p = undefined; this.q = undefined; this.g = undefined; this.n = n; }
  $.frame(50, Count, ["pc", "p", "q", "g", "n"], [null, [3, 4]], function (mode, value) {
    if (mode === 1) throw value;
    if (mode === 2 || this.n > 9) return $.finish(this, value);
    this.pc = 1;
    return this.n++;
  }, 1);
  function Later(n) { this.pc = 0; this.p = undefined; this.q = undefined; this.g = undefined; this.n = n; }
  $.frame(51, Later, ["pc", "p", "q", "g", "n"], [null, [1, 2, 3, 4], [1, 2, 3]], function (mode, value) {
    if (mode !== 0) return $.finish(this, value);
    if (this.pc === 1) { this.pc = 2; return $.yield(this, value); }
    this.pc = 1;
    return $.await(this, this.n);
  }, 2);

  const adder = $.closure(64, (s) => (n) => n + s.x);
  const maker = $.closure(65, (s) => function made(a) { return s.x; });
  const counter = $.closure(66, (s) => class Counter { constructor() { this.n = 1; } static make() { return new this(); } next() { return this.n += s.x; } get twice() { return this.n * 2; } });
  const counting = $.closure(67, () => { const g = $.generator({ count(n) { return $.generate(new Count(n), g); } }.count); return g; });
  const lasting = $.closure(68, () => { const g = $.asyncGenerator({ later(n) { return $.generate(new Later(n), g); } }.later); return g; });
  const never = $.closure(69, () => function never() {});

  class $private extends class { constructor(o) { return o; } } {
    #$record = { __proto__: null };
    static recordOf(o) { return #$record in o ? o.#$record : undefined; }
    static attach(o, record) { new $private(o).#$record = record; }
    static add(o, key, value) { (#$record in o ? o : new $private(o)).#$record[key] = value; return o; }
  }
  $.privates($private.recordOf, $private.attach);
  const add = $private.add;

  class Task extends Promise {}

  const registry = { list: [1, 2, 3], byName: new Map([["a", { n: 1 }]]), local: Symbol("module") };
  const $m = { total: 0 };

  const pending = () => new Promise(never());
  /** A layout object with these fields, in the order of its table. */
  const laidOut = (host, id, ...values) => {
    const object = Object.create(host.layouts[id].prototype);
    host.layouts[id].fields.forEach((field, i) => { object[field] = values[i]; });
    return object;
  };
  const core = (host, state, value, reactions, owner) => laidOut(host, 2, state, value, reactions, owner);
  /** What a thread holds while it runs. */
  const keep = () => {
    const named = $.api.refId("named");
    const timer = setTimeout(adder(new Scope(undefined, 1)), 60_000, 5);
    const interval = setInterval(never(), 1_000);
    queueMicrotask(never());
    Promise.resolve(1).then(adder(new Scope(undefined, 2)));
    const follows = new Promise((resolve) => resolve(pending()));
    return { named, timer, interval, follows, all: Promise.all([named, pending()]), rejected: Promise.reject(new Scope(undefined, "unhandled")).catch(never()) };
  };
  const context = { threadId: "golden", stepId: "workflow-resume-0-7", incarnation: 7, seed: "0".repeat(64) };
  const started = (host, jobs) => {
    host.jobsPerTurn = jobs;
    return host.start(context, '{"kind":"golden"}').thread;
  };

  globalThis.golden = {
    "primitives": () => [undefined, null, true, false, 0, 15, 16, 300, -1, -300, 2 ** 53 - 1, -0, 0.1, NaN, 0n, -(2n ** 70n), "", "é€😀", "plain", "plain", "\ud800"],
    "symbols": () => [Symbol.for("registered"), Symbol.iterator, Symbol("local"), registry.local],
    "objects": () => {
      const shared = { a: 1 };
      return [shared, shared, { a: 2 }, Object.freeze({ a: 1 }), Object.create(null), Object.create(shared), Object.defineProperty({}, "read", { get: adder(new Scope(undefined, 1)) })];
    },
    "arrays": () => [[], [1, , 3], Object.assign([1], { raw: "x" }), Object.freeze([1, 2])],
    "collections": () => [new Map([["k", { v: 1 }]]), new Set([1, "1"]), Object.assign(new Map(), { label: "extra" })],
    "dates-and-others": () => {
      const error = Object.assign(new TypeError("outer", { cause: 1 }), { stack: "TypeError: outer" });
      return [new Date(86_400_000), Object.assign(/a+/giu, { lastIndex: 2 }), error, Object("text"), Object(5n), Array.prototype.map, Math];
    },
    "binary": () => {
      const { buffer } = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
      return [new Uint16Array(buffer, 2, 2), new DataView(buffer), buffer, new BigInt64Array([1n])];
    },
    "module-objects": () => [registry, registry.list, $m, adder],
    "closures": () => {
      const scope = new Scope(new Scope(undefined, $.TDZ), 4);
      const f = maker(scope), C = counter(scope);
      return [adder(scope), Object.getPrototypeOf(new f()), f, C.prototype.next, C, new C(), Object.assign(adder(undefined), { label: "own" })];
    },
    "bound": () => [adder(new Scope(undefined, 1)).bind(null, 1), maker(undefined).bind({ me: 1 }, "a")],
    "private-elements": () => {
      const a = add({ a: 1 }, "#x", 5);
      return [a, add(new Map([[1, a]]), Symbol("#y"), a), add(counter(undefined), "#made", 1)];
    },
    "frames": () => [0, 1].map((pc) => Object.assign(new Main("argument"), { pc, kept: "kept" })),
    "promises": () => [Promise.resolve(1), pending(), pending().then(never()), pending().finally(never()), Promise.resolve(1).finally(never())],
    "promise-states": (host) => [0, 1, 2, 3, 4, 5, 6].map((state) => core(host, state, state === 0 || state === 4 ? undefined : "value", undefined, state % 4 === 0 ? core(host, 0) : undefined)),
    "resolvers": () => { const { promise, resolve, reject } = Promise.withResolvers(); return { promise, resolve, reject }; },
    "finally-functions": (host) => [7, 8, 9, 10].map((id) => host.factories[id](laidOut(host, 10, never(), Promise))),
    "combinators": () => [Promise.all([pending(), 1]), Promise.allSettled([pending(), 1]), Promise.any([pending()]), Promise.race([pending()])],
    "combinator-elements": (host) => [5, 6].map((id) => host.factories[id](laidOut(host, 9, laidOut(host, 8, 2, core(host, 0), [], 1, undefined), 0, false))),
    "capabilities": (host) => [laidOut(host, 6, { p: 1 }, never(), never()), host.factories[4](laidOut(host, 6, undefined, undefined, undefined))],
    "jobs": (host) => [laidOut(host, 12, core(host, 0), { then: never() }, never()), laidOut(host, 13, never(), core(host, 0))],
    "generators": () => {
      const f = counting(), yielded = f(3), done = f(1);
      yielded.next();
      done.return(1);
      return [f, f(5), yielded, done];
    },
    "async-generators": () => {
      const f = lasting(), waiting = f(pending()), ended = f(2), draining = f(1);
      waiting.next();
      waiting.throw("x");
      ended.return();
      return [f, f(1), waiting, ended, draining.return(pending()), draining];
    },
    "generator-states": (host) => [...[0, 1, 2, 3].map((s) => laidOut(host, 28, s, s === 3 ? undefined : new Count(1))),
      ...[0, 1, 2, 3, 4].map((s) => laidOut(host, 29, s, s < 3 ? new Count(1) : undefined, s === 2 || s === 4 ? [] : undefined))],
    "iterators": () => {
      const array = [1, 2, 3].values(), map = new Map([["a", 1], ["b", 2]]).entries(), set = new Set([1, 2]).values(), text = $.iterate("a😀b"), matches = "a1b2".matchAll(/[0-9]/g);
      for (const iterator of [array, map, set, text, matches]) iterator.next();
      const keys = [1].keys(), entries = [1].entries(), ended = [1].values();
      for (const iterator of [keys, entries, ended, ended]) iterator.next();
      return [array, keys, entries, ended, map, set, text, matches, new Map().keys(), new Map([[1, 2]]).values(), new Set([1]).entries(), $.iterator([1]), $.iterator({ [Symbol.iterator]: counting() }), $.keys({ a: 1 })];
    },
    "iterator-helpers": (host) => {
      const started = [1, 2, 3].values().map(adder(new Scope(undefined, 1)));
      started.next();
      return [started, [1].values().take(1), Iterator.from({ next: never() }), ...[0, 1, 2, 3].map((state) => laidOut(host, 32, state, state === 3 ? 3 : 0, undefined, 0, {}, never(), never()))];
    },
    "arguments": () => [(function () { return $.arguments(arguments); })(1, "x")],
    "promise-subclasses": () => [Task.resolve(1), new Task(never())],
    "async-iterators": (host) => [$.asyncIterator([1, 2]), $.asyncIterator({ [Symbol.asyncIterator]: lasting() }), laidOut(host, 30, 2, { next: never() }, never(), undefined), laidOut(host, 31, core(host, 0), false, undefined)],
    "weak": () => { const k = { n: 1 }; return [new WeakMap([[k, { v: k }]]), new WeakSet([k]), new WeakRef(k), new FinalizationRegistry(never()), k]; },
    "ref-states": (host) => [0, 1, 2, 3, 4].map((state) => laidOut(host, 4, state, state % 4 === 0 ? undefined : "value", undefined, state, state === 0 ? "key" : undefined)),
    "thread-states": (host) => [0, 1, 2, 3].map((flags) => laidOut(host, 0, flags, core(host, 0), [], 5, ...(flags % 2 === 1 ? [[], [], []] : []))),
    "thread-waits": (host) => started(host, Infinity),
    "thread-between-microtasks": (host) => started(host, 1),
  };

  const main = function main(argument) { return $.start(new Main(argument)); };
  return $.end(() => ({ main, manifest: { outputTopics: ["workflow-scheduler"] } }),
               () => [Main, Scope, Count, Later, adder, maker, counter, counting, lasting, never, Task, registry, main, $m]);
})()
