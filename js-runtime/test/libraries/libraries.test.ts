import { expect, test } from "vitest";
import { loadWorkflow, type Reload } from "../../src/testing/index.js";

// Values of these libraries live across awaits, saved and reloaded between any two microtasks. See docs/libraries.md.

const expected: Record<string, unknown> = {
  "zod": [{ id: "o-1", amount: 3, tags: [] }, { value: 4 }, false, 2],
  "date-fns": ["2026-02-02", 3],
  "lodash-es": [{ odd: [1, 3], even: [2, 4] }, 3, 8, 1, { a: [1] }, [1, 2, 3], [1]],
  "immer": [{ list: [1, 2], other: { count: 1 } }, { list: [1, 2, 3], other: { count: 1 } }, { list: [1, 2, 3], other: { count: 2 } }, true, true],
  "xstate": [["closed", "open", "closed", "open"], "open", { opened: 2 }],
  "decimal.js": ["0.3", true, true],
  "uuid": ["09e596e4-148a-584d-8294-f20a974e5e2f", true, true, 4, true],
  "rxjs": [[10, 40], 40, false],
  "neverthrow": [4, true, 5, { error: "no!" }],
};
const WAITS_MAX = 5;
/** Compiling zod and saving its schemas between microtasks takes 3 s alone, many times that on a busy machine. */
const LIMIT_MS = 90_000;

test.each(Object.keys(expected))("values of %s survive an await", async (library) => {
  const results: unknown[] = [];
  for (const reload of ["never", "step", "microtask"] satisfies Reload[]) {
    const workflow = await loadWorkflow(`test/libraries/workflows/${library}.ts`, { reload });
    const thread = workflow.start();
    for (let waits = 0; thread.status === "waiting" && waits < WAITS_MAX; waits++) thread.resume(thread.openRefs[0]!);
    expect(thread.status, String(thread.error?.stack)).toBe("completed");
    results.push(thread.result);
  }
  expect(results).toEqual([expected[library], expected[library], expected[library]]);
}, LIMIT_MS);
