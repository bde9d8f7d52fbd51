// The kit under node:test; node-test.test.ts runs this file with the built package, as a project of a user would.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { loadBundle, loadWorkflow, WorkflowError } from "kafka-workflow/testing";

const [source, bundle] = [process.env.WORKFLOW_SOURCE, process.env.WORKFLOW_BUNDLE];
const loaded = {};

before(async () => {
  for (const reload of ["never", "step", "microtask"]) {
    loaded[`source, ${reload}`] = await loadWorkflow(source, { reload });
    loaded[`bundle, ${reload}`] = await loadBundle(bundle, { reload });
  }
});

for (const way of ["source", "bundle"]) {
  for (const reload of ["never", "step", "microtask"]) {
    describe(`${way}, ${reload}`, () => {
      const start = (argument) => loaded[`${way}, ${reload}`].start(argument);

      test("outputs are read, refs settled and rejected", () => {
        const thread = start({ do: "loop" });
        thread.resume("item-0", "a").resume(thread.openRefs[0], "b").resume("item-2", "c");
        assert.deepEqual([thread.status, thread.result], ["completed", ["a", "b", "c"]]);
        const rejected = start({ do: "loop" }).reject("item-0", "no");
        assert.deepEqual([rejected.status, rejected.error.text], ["failed", "no"]);
      });

      test("virtual time passes, timers are taken back on cancel", () => {
        const thread = start({ do: "sleep", ms: 1000 });
        assert.deepEqual(thread.takeOutputs("workflow-scheduler").map(({ value }) => value), ["1000"]);
        assert.equal(thread.advance(1000).result, "slept 1000");
        const cancelled = start({ do: "sleep", ms: 1000 }).cancel("enough");
        assert.deepEqual([cancelled.status, cancelled.workflow.timers], ["cancelled", []]);
      });

      test("frames have lines of the source and local variables", () => {
        const [[innermost]] = start({ do: "loop" }).frames;
        assert.match(innermost.file, /shop\.ts$/);
        assert.deepEqual(Object.keys(innermost.locals).includes("seen"), true, JSON.stringify(innermost));
      });

      test("an undone step is an error with a code", () => {
        if (reload === "never") return; // nothing is saved, so nothing is refused
        assert.throws(() => start({ do: "hold", what: "Proxy" }), (error) => error instanceof WorkflowError && error.code === "codec/unserializable-value");
      });
    });
  }
}
