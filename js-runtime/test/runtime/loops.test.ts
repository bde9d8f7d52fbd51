import { describe, expect, it } from "vitest";
import { handWorkflow } from "./hand-bundle.js";

/** A loop with an await in its body, as compiled code writes it. `act` may change the collection, `s`. */
const loop = (make: string, act = ""): string => `
  const main = task([
    (f) => { const s = ${make}; if (typeof s.next !== "function") f.l.s = s; f.l.it = $.iterator(s); f.l.seen = []; return next(f); },
    (f) => { const s = f.l.s, v = f.l.it.value; ${act}; return next(f); },
  ]);
  function next(f) { if (!f.l.it.step()) return done(f.l.seen); f.l.seen.push(f.l.it.value); return wait(f.l.seen.length % 2 ? W.refId("x") : undefined, 1); }
  function begun(it) { it.next(); return it; }
  const roots = [next];`;

function run(program: string, reload: "never" | "step" | "microtask"): unknown {
  const thread = handWorkflow(program, { reload }).start();
  for (let i = 0; i < 50 && thread.status === "waiting"; i++) thread.resume("x");
  if (thread.error !== undefined) throw new Error(thread.error.text);
  return thread.result;
}

const loops: [string, string, string, unknown][] = [
  ["arrays, growing while they are walked", "[1, 2, 3]", "if (v === 2) s.push(9); if (v === 1) s[2] = 7", [1, 2, 7, 9]],
  ["arrays, shrinking", "[1, 2, 3, 4]", "if (v === 1) s.length = 2", [1, 2]],
  ["strings by code point", "'aé😀\\ud800z'", "", ["a", "é", "😀", "\ud800", "z"]],
  ["sets with deletions and additions", "new Set([1, 2, 3, 4])", "if (v === 1) { s.delete(1); s.delete(2); } if (v === 3 && !s.has(5)) { s.delete(3); s.add(3); } if (v === 4) s.add(5)", [1, 3, 4, 3, 5]],
  ["maps, cleared and filled again", "new Map([['a', 1], ['b', 2]])", "if (v[0] === 'a') { s.clear(); s.set('z', 3); }", [["a", 1], ["z", 3]]],
  ["maps whose current key is deleted and added again", "new Map([['a', 1], ['b', 2]])", "if (s.size < 4 && v[1] < 5) { s.delete(v[0]); s.set(v[0], v[1] + 5); }", [["a", 1], ["b", 2], ["a", 6], ["b", 7]]],
  ["entries of an array", "['a', 'b'].entries()", "", [[0, "a"], [1, "b"]]],
  ["keys of an array, growing", "(f.l.list = [1, 2]).keys()", "if (v === 1) f.l.list.push(3)", [0, 1, 2]],
  ["keys and values of a map", "new Map([['a', 1], ['b', 2], ['c', 3]]).keys()", "", ["a", "b", "c"]],
  ["an iterator that was begun elsewhere", "begun(new Map([['a', 1], ['b', 2], ['c', 3]]).values())", "", [2, 3]],
];

describe.each(["never", "step", "microtask"] as const)("loops that contain an await, reloaded: %s", (reload) => {
  it.each(loops)("%s", (_name, make, act, expected) => {
    expect(run(loop(make, act), reload)).toEqual(expected);
  });

  it("for-in visits each key once, inherited ones too, and leaves out deleted ones", () => {
    expect(run(loop("Object.assign(Object.create({ inherited: 1 }), { a: 1, b: 2, c: 3 })", "if (v === 'a') delete s.b").replace("$.iterator(s)", "$.keys(s)"), reload)).toEqual(["a", "c", "inherited"]);
    expect(run(loop("null").replace("typeof s.next", "typeof s").replace("$.iterator(s)", "$.keys(s)"), reload)).toEqual([]);
  });

  it("iterators of user code are closed when the loop ends early, and their errors are told", () => {
    const program = (end: string): string => `
      const log = [];
      const iterable = { [Symbol.iterator]() { let i = 0; return { next, return: close }; } };
      function next() { return { done: false, value: 1 }; } function close() { log.push("closed"); return {}; }
      const main = task([(f) => { f.l.it = $.iterator(iterable); f.l.it.step(); return wait(W.refId("x"), 1); }, (f) => { ${end}; return done(log); }]);
      const roots = [iterable, next, close, log];`;
    expect(run(program("f.l.it.close(false)"), reload)).toEqual(["closed"]);
    expect(run(program("f.l.it.close(true)"), reload)).toEqual(["closed"]);
  });
});

describe("things that cannot be iterated", () => {
  it("throw the TypeError of the language", () => {
    expect(() => run(loop("({})"), "never")).toThrow(/TypeError: the object is not iterable/);
  });
});
