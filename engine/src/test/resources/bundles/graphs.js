// A hand-written bundle in the form of docs/compiled-code.md. It leaves `graphs`, functions that make values of every kind, where the
// tests of the codec find them; `/*RUNTIME*/` is replaced by the real runtime.
(function () { "use strict";
  const $ = /*RUNTIME*/;
  $.begin({ abi: 1, positions: JSON.stringify({
    files: ["orders.ts"],
    layouts: { 48: { name: "placeOrder", at: [0, 3, 1], points: { 1: [0, 31, 5] }, fields: { order: "order", spare: "spare" } },
               49: { name: "placeOrder", at: [0, 4, 1], fields: { x: "x" } } },
    functions: {} }) });

  function F48(order) { this.pc = 0; this.p = undefined; this.q = undefined; this.order = order; this.spare = undefined; }
  $.frame(48, F48, ["pc", "p", "q", "order", "spare"], [null, [1, 2, 3]], function (m, v) {
    if (m === 1) throw v;
    if (this.pc === 0) { this.pc = 1; return $.await(this, $.api.ref()); }
    return $.return(this, v);
  });
  function S49(p, x) { this.p = p; this.x = x; }
  $.scope(49, S49, ["p", "x"]);

  function F50(n) { this.pc = 0; this.p = undefined; this.q = undefined; this.g = undefined; this.n = n; }
  $.frame(50, F50, ["pc", "p", "q", "g", "n"], [null, [3, 4]], function (m, v) {
    if (m === 1) throw v;
    if (m === 2 || this.n > 9) return $.finish(this, v);
    this.pc = 1;
    return this.n++;
  }, 1);
  function F51(n) { this.pc = 0; this.p = undefined; this.q = undefined; this.g = undefined; this.n = n; }
  $.frame(51, F51, ["pc", "p", "q", "g", "n"], [null, [1, 2, 3, 4], [1, 2, 3]], function (m, v) {
    if (m !== 0) return $.finish(this, v);
    if (this.pc === 1) { this.pc = 2; return $.yield(this, v); }
    this.pc = 1;
    return $.await(this, this.n);
  }, 2);

  const c64 = $.closure(64, (s) => (a) => a + s.x);
  const c65 = $.closure(65, (s) => function named(a, b) { return s.x; });
  const c66 = $.closure(66, (s) => class Counter { constructor() { this.n = 1; } static make() { return new this(); } next() { return this.n += s.x; } get twice() { return this.n * 2; } });
  const c67 = $.closure(67, (s) => ({ method() { return s.x; } }).method);

  const c71 = $.closure(71, () => class Later extends Promise { });
  const c68 = $.closure(68, () => { const g = $.generator({ count(n) { return $.generate(new F50(n), g); } }.count); return g; });
  const c69 = $.closure(69, () => { const g = $.asyncGenerator({ later(n) { return $.generate(new F51(n), g); } }.later); return g; });

  const c70 = $.closure(70, () => { let g; return class Stepper { static { g = $.generator(this.prototype.steps); } steps(n) { return $.generate(new F50(n), g); } }; });

  class $private extends class { constructor(o) { return o; } } {
    #$record = { __proto__: null };
    static recordOf(o) { return #$record in o ? o.#$record : undefined; }
    static attach(o, record) { new $private(o).#$record = record; }
    static add(o, key, value) { (#$record in o ? o : new $private(o)).#$record[key] = value; return o; }
  }
  $.privates($private.recordOf, $private.attach);
  const add = $private.add;
  const moduleVault = add({ open: true }, "#code", 1);

  class Money { constructor(cents) { this.cents = cents; } static zero = undefined; add(o) { return new Money(this.cents + o.cents); } }
  Money.zero = new Money(0);
  class Euro extends Money { constructor(c) { super(c); this.code = "EUR"; } }
  class OrderError extends Error { constructor(m, o) { super(m, o); this.name = "OrderError"; this.orderId = 7; } }
  class Tree extends Map { constructor() { super(); this.label = "tree"; } }
  const registry = { list: [1, 2, 3], byName: new Map([["a", { n: 1 }]]), tags: new Set(["x"]), since: new Date(0), zero: -0,
                     buffer: new ArrayBuffer(4), pattern: /x/g, local: Symbol("module"), counter: 0 };
  const $m = { current: undefined, total: 0 };
  const withAccessor = { get a() { return 1; }, set a(v) {} };
  const moduleClosure = c64(new S49(undefined, 5));
  const moduleGenerator = c68()(0);

  const frozen = (o) => Object.freeze(o), sealed = (o) => Object.seal(o);
  const shared = () => { const a = { n: 1 }; return [a, a, { a }]; };
  const graphs = {
    primitives: () => [undefined, null, true, false, 0, 15, 16, 127, 128, -1, -2, -128, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 53, 1.5, -0, NaN, Infinity, -Infinity, 5e-324, 1e21],
    doublesThatAreIntegers: () => [Math.sqrt(16), 3.0 * 7, -Math.sqrt(16), 4294967296 / 2, 0.5 + 0.5],
    strings: () => ["", "a", "a", "ä", "€", "😀", "\ud800", "\udc00x", "\udc00\ud800", "a\u0000b", "x".repeat(300), "€".repeat(100)],
    builtStrings: () => { let s = "ab"; for (let i = 0; i < 5; i++) s = s + i; return [s, "ab01234", s.slice(1, 5), `${s}!`]; },
    bigints: () => [0n, 1n, -1n, 255n, 256n, -(2n ** 64n), 2n ** 200n - 1n, 1n],
    objects: () => ({ a: 1, b: { c: "x" }, "with space": null, 5: "five", 1: "one", [Symbol.iterator]: 1, [Symbol.for("app")]: 2 }),
    sharedAndCyclic: () => { const a = shared(); a.push(a); const o = { a }; o.self = o; a.o = undefined; delete a.o; return o; },
    sameShapes: () => [{ a: 1, b: 2 }, { a: "x", b: 2.5 }, { a: undefined, b: null }, { b: 1, a: 2 }],
    emptyObjects: () => [{}, Object.create(null), [], {}, new Money()],
    frozenAndSealed: () => [frozen({ a: 1, b: [1] }), sealed({ a: 1 }), Object.preventExtensions({ a: 1 }), frozen({}), frozen([1, 2]), sealed([1]), frozen([])],
    attributes: () => Object.defineProperties({}, { a: { value: 1 }, b: { value: 2, writable: true }, c: { value: 3, enumerable: true }, d: { value: 4, configurable: true }, e: { value: 5, writable: true, enumerable: true, configurable: true } }),
    accessors: () => Object.defineProperties({ plain: 1 }, { a: { get: c64(new S49(undefined, 1)), enumerable: true, configurable: true }, b: { set: c67(new S49(undefined, 2)) }, c: { get: undefined, set: undefined } }),
    prototypes: () => { const p = { greet: 1 }; const q = Object.create(p); q.own = 2; return [q, Object.create(p), Object.create(q)]; },
    nullPrototype: () => { const o = Object.create(null); o.x = 1; return o; },
    deletedProperties: () => { const o = { a: 1, b: 2, c: 3 }; delete o.b; o.b = 4; return [o, { a: 1, c: 3, b: 4 }]; },
    manyProperties: () => { const o = {}; for (let i = 0; i < 400; i++) o["k" + i] = i; delete o.k7; return o; },
    indexKeys: () => { const o = { z: 1 }; for (const k of [10, 2, 4294967294, 4294967295, "01", "-1", "1.5"]) o[k] = k; return o; },
    arrays: () => [[], [1], [1, "a", {}, [2]], [1.5, 2.5], [1, , 3], [, ], new Array(5), [undefined, null], Array.from({ length: 40 }, (_, i) => i)],
    sparseArrays: () => { const a = []; a[100] = 1; const b = new Array(1000); b[3] = "x"; return [a, b, new Array(4294967295)]; },
    arraysWithProperties: () => { const a = [1, 2]; a.extra = "x"; a[Symbol.for("s")] = 1; const b = [1]; Object.defineProperty(b, 0, { value: 5 }); const c = [1, 2]; Object.defineProperty(c, "length", { writable: false }); const d = []; Object.defineProperty(d, 0, { get: c64(new S49(undefined, 1)), enumerable: true, configurable: true }); return [a, b, c, d]; },
    arraysChanged: () => { const a = [1, 2, 3]; a.push("x"); a.shift(); a.pop(); a.unshift(9.5); const b = [1, 2, 3]; b.length = 1; const c = [1, 2, 3]; delete c[1]; return [a, b, c, [3, 1, 2].sort(), [1, 2, 3, 4].splice(1, 2)]; },
    arraySubclass: () => { class L extends Array {} const l = Object.setPrototypeOf([1, 2], null); return [l]; },
    maps: () => [new Map(), new Map([["a", 1], [1, { x: 1 }], [-0, "zero"], [NaN, "nan"], [1.5, 2]]), new Map([[{}, new Map()]])],
    mapsChanged: () => { const m = new Map([["a", 1], ["b", 2], ["c", 3]]); m.delete("b"); m.set("a", 9); m.set("b", 4); return m; },
    generators: () => { const f = c68(), g = c68(); const started = f(3), done = f(1), own = f(5); started.next(); done.return(1); own.note = "x"; g.prototype = registry; return [f, started, started, done, own, Object.freeze(f(2)), g, g(7), f.prototype, c68().prototype, Object.create(f.prototype), started.next, c68()(c68())]; },
    generatorMethods: () => { const A = c70(), B = c70(); const a = new A().steps(1); a.next(); B.prototype.steps.prototype.note = 1; return [A, a, new B(), B.prototype.steps, new B().steps(3), A.prototype.steps.prototype]; },
    asyncGenerators: () => { const f = c69(); const waiting = f(new Promise(() => {})), idle = f(1), ended = f(2); waiting.next(); waiting.throw("x"); ended.return(); f.prototype.shared = 1; const answers = [waiting.return(new Promise(() => {})), f(new Promise(() => {})).return(new Promise(() => {}))]; return [f, waiting, idle, ended, answers, c69()]; },
    arrayIterators: () => { const a = [1, 2, 3], v = a.values(), e = a.entries(); v.next(); const d = [1].keys(); d.next(); d.next(); return [v, e, d, new Uint8Array(2).values(), a]; },
    mapIterators: () => { const m = new Map([["a", 1], ["b", 2], ["c", 3]]), k = m.keys(), e = m.entries(), d = m.values(); k.next(); m.delete("b"); for (const x of d); return [k, e, m, d]; },
    setIterators: () => { const s = new Set([1, 2, 3]), v = s.values(); v.next(); v.next(); v.next(); return [v, s, s.entries(), $.iterator(s), $.iterator("text")]; },
    weakCollections: () => { const k = { n: 1 }; return [new WeakMap([[k, { v: k }], [c64, 2]]), new WeakSet([k]), new WeakRef(k), new FinalizationRegistry(c64), new WeakMap(), k]; },
    textIterators: () => { const i = $.iterate("a😀b"), m = "a1b2".matchAll(/[0-9]/g); i.next(); i.next(); m.next(); return [i, m]; },
    sets: () => [new Set(), new Set([1, "a", {}, NaN, -0])],
    mapsWithExtras: () => { const m = new Map([[1, 2]]); m.note = "x"; const t = new Tree(); t.set("k", "v"); return [m, t, frozen(new Set([1]))]; },
    dates: () => { const d = new Date(1700000000000); d.zone = "UTC"; return [new Date(0), new Date(NaN), new Date(-1), d, new Date(8.64e15)]; },
    errors: () => { const e = new Error("boom", { cause: { a: 1 } }); e.stack = "Error: boom\n    at x"; const t = new TypeError("t"); t.stack = "t"; const o = new OrderError("no"); o.stack = "s"; const a = new AggregateError([e], "all"); a.stack = "a"; return [e, t, o, a]; },
    errorStack: () => { const e = new RangeError("deep"); return [e, String(e.stack).length]; },
    errorShapes: () => { const e = new Error("x"); delete e.stack; const f = new Error("y"); Object.defineProperty(f, "stack", { value: "v", enumerable: true }); return [e, f]; },
    regexps: () => { const a = /a+b/gi; a.lastIndex = 3; const b = new RegExp("/", "u"); b.note = 1; return [a, b, /(?:)/, frozen(/q/), /\n/s]; },
    symbols: () => [Symbol.iterator, Symbol.for("app"), Symbol.for(""), Symbol.asyncIterator, Symbol.toPrimitive],
    localSymbols: () => { const s = Symbol("mine"), t = Symbol(), u = Symbol(""); return [s, t, u, { [s]: s }, s, { [s]: t }]; },
    boxed: () => { const s = Object("text"); s.note = 1; return [Object(1), Object(-0), Object(true), s, Object("" ), Object(10n), Object(Symbol.iterator)]; },
    buffers: () => { const b = new ArrayBuffer(8); new Uint8Array(b).set([1, 2, 3]); const v = new Uint8Array(b, 1, 3); v.note = "x"; return [b, v, new Float64Array(b), new DataView(b, 2), new DataView(b, 2, 4), new Uint8ClampedArray(3), new BigInt64Array([1n]), new Int8Array(0), new Float32Array([1.5])]; },
    builtIns: () => [Array.prototype.map, Math, JSON, Object.prototype, parseInt, globalThis, console, Promise, Map, Array.prototype.map, Reflect.getOwnPropertyDescriptor(Map.prototype, "size").get],
    classesAndInstances: () => [new Money(5), new Euro(7), Money, Euro.prototype, Object.create(Money.prototype), Money.prototype.add],
    closures: () => { const s = new S49(undefined, 1); const t = new S49(s, { n: 2 }); return [c64(s), c64(s), c65(t), c67(t), c64(undefined)]; },
    closureScopesShared: () => { const s = new S49(undefined, 1); s.x = [c64(s), c65(s)]; return s.x; },
    closurePrototypes: () => { const f = c65(new S49(undefined, 1)); const i = new f(); const g = c65(new S49(undefined, 2)); return [Object.getPrototypeOf(new g()), i, f, g, f.prototype]; },
    closuresChanged: () => { const f = c65(new S49(undefined, 1)); f.extra = 1; f.prototype.shared = 2; const g = c64(undefined); Object.defineProperty(g, "name", { value: "renamed" }); const h = c65(undefined); h.prototype = { other: 1 }; const k = frozen(c64(undefined)); const l = c67(undefined); delete l.name; return [f, g, h, k, l]; },
    privateElements: () => { const key = Symbol("#x"); const a = add(add({ a: 1 }, "#x", 5), "#methods", { "#m": c67(undefined) }); a.self = add(Object.create(a), key, a); const C = c66(new S49(undefined, 1)); add(C, "#made", [C]); return [a, add({ b: 1 }, "#x", a), add([1], key, 0), add(new Map([[1, 2]]), "#x", -0), frozen(add(new OrderError("e"), "#x", "y")), C, new C(), C.prototype.next, add(c64(undefined), "#x", 1), add(new Date(5), "#x", key), add(new Uint8Array(2), "#x", 1), moduleVault, add(Object.create(null), "#x", undefined)].map((o) => { if (o instanceof Error) Object.isFrozen(o) || (o.stack = "s"); return o; }); },
    classMembers: () => { const C = c66(new S49(undefined, 3)), D = c66(new S49(undefined, 4)), E = c66(new S49(undefined, 5)); const { next } = D.prototype; D.prototype.again = next; E.prototype.next.note = 1; Object.setPrototypeOf(E, D); Object.setPrototypeOf(E.prototype, D.prototype); return [C.prototype.next, next, C, C.make, Reflect.getOwnPropertyDescriptor(C.prototype, "twice").get, D, E, new E()]; },
    classMembersSwapped: () => { const C = c66(new S49(undefined, 3)); const { next } = C.prototype; C.prototype.next = C.make; C.make = next; delete C.prototype.constructor; return C; },
    closureClasses: () => { const C = c66(new S49(undefined, 3)); const c = new C(); const D = c66(new S49(undefined, 4)); D.prototype.added = 1; D.prototype.next = c64(undefined); D.limit = 10; return [c, C, C.make(), D, new D()]; },
    bound: () => { const f = c64(new S49(undefined, 1)).bind(null, 1); const g = c65(undefined).bind({ me: 1 }, "a", "b"); return [f, g, g.bind(null), Money.bind(null, 5), Math.max.bind(Math, 1)]; },
    promises: () => [Promise.resolve(1), Promise.resolve({}), new Promise(c64(new S49(undefined, 0))), Promise.resolve(1).then(c64(new S49(undefined, 1)))],
    promiseSubclasses: () => { const C = c71(), a = new C(() => {}), b = C.resolve({ of: a }); a.extra = b; b.catch(() => {}); return [a, b, C.reject(1).catch(() => 2), Object.freeze(new C(() => {})), C]; },
    iteratorHelpers: () => { const f = c64(new S49(undefined, 1)), m = [1, 2].values().map(f), t = new Set([1, 2]).values().take(1), d = $.iterate("abc").drop(1), w = Iterator.from({ next: f }); m.next(); t.next(); t.next(); d.next(); const own = Object.create(Iterator.prototype); return [m, t, d, w, [1].values().filter(f).flatMap(f), own, Iterator, m.next]; },
    argumentsObjects: () => { const given = function () { return $.arguments(arguments); }, a = given(1, "x", {}), b = given(); a.extra = a; delete a[1]; a[7] = b; return [a, b, Object.freeze(given(1)), given(a)]; },
    resolvers: () => { const { promise, resolve, reject } = Promise.withResolvers(); return { promise, resolve, reject }; },
    frames: () => { const f = new F48({ id: "o-1" }); f.pc = 1; f.spare = "not live"; const g = new F48([1]); return [f, g]; },
    uninitialized: () => [c64(new S49(undefined, $.TDZ)), $.TDZ === $.TDZ],
    deep: () => { let o = null; for (let i = 0; i < 20000; i++) o = { next: o }; return o; },
    wide: () => Array.from({ length: 5000 }, (_, i) => ({ i, s: "s" + i % 50 })),
    prototypeChain: () => { let p = {}; for (let i = 0; i < 20; i++) { p = Object.create(p); p.level = i; } return p; },
    moduleObjects: () => [registry, registry.list, Money, $m, moduleClosure, withAccessor, registry.local, c64],
  };
  const changes = {
    generatorResumed: () => { moduleGenerator.next(); },
    nothing: () => {},
    privateElements: () => { $private.recordOf(moduleVault)["#code"] = [2]; moduleVault.open = false; },
    assignment: () => { $m.total = 5; $m.current = { fresh: 1 }; },
    samePropertyAnotherType: () => { registry.counter = 1.5; },
    sameValueAgain: () => { registry.counter = 0; registry.zero = -0; },
    added: () => { registry.added = [1]; delete registry.since; },
    array: () => { registry.list.push({ x: 1 }); registry.list[0] = "one"; },
    arrayShorter: () => { registry.list.length = 1; },
    map: () => { registry.byName.set("b", new Money(1)); registry.byName.get("a").n = 2; },
    mapSameSize: () => { registry.byName.delete("a"); registry.byName.set("z", 1); },
    set: () => { registry.tags.clear(); registry.tags.add(registry); },
    date: () => { registry.since.setTime(77); },
    buffer: () => { new Uint8Array(registry.buffer)[2] = 9; },
    regexp: () => { registry.pattern.exec("axb"); },
    classStatic: () => { Money.zero = new Euro(1); Money.rate = 2; },
    classMethod: () => { Money.prototype.add = c64(undefined); },
    prototype: () => { Object.setPrototypeOf(registry, { inherited: 1 }); },
    scope: () => { moduleClosureScope().x = 6; },
    closureProperty: () => { moduleClosure.calls = 3; },
    reordered: () => { const v = registry.list; delete registry.list; registry.list = v; },
    attribute: () => { Object.defineProperty(registry, "counter", { enumerable: false }); },
  };
  const stuck = {
    frozenModuleObject: () => { Object.freeze(registry.list); },
    addedPrivates: () => { add(registry, "#x", 1); },
    addedLocked: () => { Object.defineProperty(registry, "locked", { value: 1 }); },
  };
  const builtInChanges = {
    Array_prototype: () => { Array.prototype.first = 1; },
    globalThis: () => { globalThis.leak = {}; },
    Map_prototype: () => { delete Map.prototype.get; },
    Math: () => { Math.random = c64; },
    Promise: () => { Object.defineProperty(Promise, "race", { enumerable: true }); },
  };
  const unsaveable = {
    proxy: () => ({ order: { client: { socket: new Proxy({}, {}) } } }),
    generatorObject: () => ({ g: [1][Symbol.iterator]() }),
    nativeFunction: () => { const local = () => 1; return { local }; },
    argumentsObject: () => { return (function () { return [arguments]; })(1); },
    frameVariable: () => { const f = new F48({ client: { socket: new Proxy({}, {}) } }); f.pc = 1; return f; },
    privateField: () => { class P { #x = 1; } return [new P()]; },
    intl: () => [new Intl.NumberFormat("en")],
  };
  function moduleClosureScope() { return scopeOf; }
  const scopeOf = new S49(undefined, 4);
  const closureOverScope = c64(scopeOf);

  // mulberry32; every value that was made may be met again, so graphs share and have cycles
  function random(seed) {
    let state = seed >>> 0;
    const next = () => { state = state + 0x6D2B79F5 | 0; let t = Math.imul(state ^ state >>> 15, 1 | state); t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t; return (t ^ t >>> 14) >>> 0; };
    const below = (n) => next() % n, pick = (list) => list[below(list.length)];
    const keys = ["a", "b", "total", "näme", "0", "17", "with space", Symbol.for("k"), Symbol("own"), Symbol.iterator];
    const made = [];
    let budget = 5 + below(60);
    const keep = (o) => { made.push(o); return o; };
    const leaves = [() => undefined, () => null, () => below(2) === 0, () => below(40), () => -below(100000), () => next() / 7, () => NaN, () => -0, () => "s" + below(20), () => "é€😀".slice(below(4)), () => BigInt(next()) ** 3n,
      () => pick(keys), () => Math, () => registry, () => Money, () => $.TDZ, () => Array.prototype.push];
    const nodes = [
      () => { const o = keep({}); fill(o); return o; },
      () => { const o = keep({ kind: below(3), value: value(), rest: null }); o.rest = value(); return o; },
      () => { const a = keep([]); for (let n = below(6); n > 0; n--) a.push(value()); if (below(5) === 0) a[a.length + below(30)] = value(); return a; },
      () => { const m = keep(new Map()); for (let n = below(4); n > 0; n--) m.set(value(), value()); return m; },
      () => { const s = keep(new Set()); for (let n = below(4); n > 0; n--) s.add(value()); if (below(4) === 0) s.note = value(); return s; },
      () => { const s = keep(new S49(undefined, undefined)); s.x = value(); const f = keep(pick([c64, c65, c67])(s)); if (below(5) === 0) f.extra = value(); return f; },
      () => { const f = keep(new F48(value())); f.pc = below(2); f.q = value(); return f; },
      () => keep(new Date(below(1e9))), () => keep(new Money(value())), () => keep(new Euro(value())),
      () => { const o = keep(Object.create(below(2) === 0 ? null : keep({ inherited: value() }))); fill(o); return o; },
      () => { const o = keep(frozenOne()); return o; },
      () => keep(new Uint8Array([below(256), below(256)])), () => keep(/r[a-z]/g), () => keep(Object("boxed" + below(3))),
      () => { const e = keep(new OrderError("e" + below(3), { cause: value() })); e.stack = "fixed"; return e; },
      () => keep(Promise.resolve(value())), () => keep(c65(undefined).bind(value(), value())),
      () => { const f = keep(c68()); if (below(3) === 0) f.prototype = keep({}); const g = keep(f(value())); if (below(2) === 0) g.note = value(); if (below(4) === 0) g.return?.(value()); return g; },
      () => { const o = keep({}); Object.defineProperty(o, "hidden", { value: value(), enumerable: below(2) === 0, writable: below(2) === 0, configurable: below(2) === 0 }); return o; },
    ];
    const frozenOne = () => pick([Object.freeze, Object.seal, Object.preventExtensions])({ x: value(), y: [value()] });
    const fill = (o) => { for (let n = below(5); n > 0; n--) o[pick(keys)] = value(); };
    const value = () => below(4) === 0 && made.length > 0 ? pick(made) : budget-- <= 0 || below(3) === 0 ? pick(leaves)() : pick(nodes)();
    const root = keep([]);
    while (budget > 0) root.push(value());
    return root;
  }

  globalThis.codecTest = { graphs, changes, stuck, unsaveable, builtInChanges, random };
  async function neverCompiled() {}
  const main = function main() { return $.start(new F48(undefined)); };
  return $.end(() => ({ main, manifest: { outputTopics: ["orders"] } }),
               () => [F48, S49, c64, c65, c66, c67, Money, Euro, OrderError, Tree, registry, moduleVault, withAccessor, moduleClosure, moduleGenerator, c68, c69, c70, F50, F51, scopeOf, closureOverScope, main, $m]);
})()
