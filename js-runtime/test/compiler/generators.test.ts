import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";
import { Bundle } from "../../src/testing/realm.js";
import { Workflow } from "../../src/testing/workflow.js";
import type { WorkflowThread } from "../../src/testing/index.js";

const DIRECTORY = fileURLToPath(new URL(".", import.meta.url));
const HEAD = `import { output, ref, refId, CancelToken } from "kafka-workflow";
export const manifest = { outputTopics: ["out"] };
const say = (...values: unknown[]) => output(values.join(" "), "out");
`;

async function start(main: string, reload: "never" | "step" | "microtask"): Promise<WorkflowThread> {
  const { code } = await build({ entry: { contents: HEAD + main, directory: DIRECTORY, name: "input.ts" } });
  return new Workflow(new Bundle(code, "input.ts"), { reload }).start(null);
}
const said = (thread: WorkflowThread): unknown[] => thread.outputs.map(({ value }) => value);

describe.each(["never", "microtask"] as const)("generators, reloaded: %s", (reload) => {
  it("a cancelled loop cancels what the generator under it waits for, innermost first", async () => {
    const thread = await start(`
      async function* source() {
        try { yield 1; yield await ref(); } catch (e) { say("source", e instanceof CancelToken); throw e; } finally { say("source closed"); }
      }
      async function* between() { try { yield* source(); } finally { say("between closed"); await null; say("between left"); } }
      export default async function main() {
        try { for await (const x of between()) say(x); } catch (e) { say("main", e instanceof CancelToken); throw e; } finally { say("main left"); }
      }`, reload);
    expect([thread.status, thread.openRefs.length]).toEqual(["waiting", 1]);
    thread.cancel("enough");
    expect(thread.status).toBe("cancelled");
    expect(said(thread)).toEqual(["1", "source true", "source closed", "between closed", "between left", "main true", "main left"]);
  });

  it("the loser of a race over next() is cancelled in its generator", async () => {
    const thread = await start(`
      async function* slow() { try { yield await refId("slow"); } finally { say("slow closed"); } }
      export default async function main() {
        const generator = slow();
        const winner = await Promise.race([generator.next(), refId("fast")]);
        say(winner, JSON.stringify(await generator.next()));
      }`, reload);
    thread.resume("fast", "fast");
    expect([thread.status, said(thread)]).toEqual(["completed", ["slow closed", "fast {\"done\":true}"]]);
  });

  it("a rejected value closes the sync iterator of a for await (ECMA-262 27.1.6.4)", async () => {
    const thread = await start(`
      function* values() { try { yield Promise.reject("rejected"); yield 2; } finally { say("closed"); } }
      export default async function main() {
        try { for await (const x of values()) say(x); } catch (e) { say(e); }
        async function* delegating() { yield* [1, 2]; }
        const generator = delegating();
        await generator.next();
        await generator.throw("thrown").catch((e) => say(e.name));
      }`, reload);
    expect([thread.status, said(thread)]).toEqual(["completed", ["closed", "rejected", "TypeError"]]);
  });

  it("a generator of the module that one thread resumes is where evaluation left it in another", async () => {
    const { code } = await build({ entry: { contents: `${HEAD}
      function* count() { let n = 0; for (;;) yield n++; }
      const shared = count();
      shared.next();
      export default async function main() { for (let i = 0; i < 2; i++) { say(shared.next().value); await ref(); } say(shared.next().value); }`, directory: DIRECTORY, name: "input.ts" } });
    const workflow = new Workflow(new Bundle(code, "input.ts"), { reload });
    const threads = [workflow.start(null, { threadId: "a" }), workflow.start(null, { threadId: "b" })];
    for (let i = 0; i < 2; i++) for (const thread of threads) thread.resume(thread.openRefs[0]!);
    for (const thread of threads) expect([thread.status, said(thread)]).toEqual(["completed", ["1", "2", "3"]]);
  });
});
