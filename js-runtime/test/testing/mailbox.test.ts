import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";
import { Bundle } from "../../src/testing/realm.js";
import { Workflow } from "../../src/testing/index.js";

const source = fileURLToPath(new URL("workflows/mailbox.ts", import.meta.url));
let bundle: Bundle;

beforeAll(async () => {
  const { code, map } = await build({ entry: source });
  bundle = new Bundle(code, source, map);
});

describe.each(["never", "step", "microtask"] as const)("the mailbox, reloaded: %s", (reload) => {
  const start = (ops: unknown[], cleanup?: string[]) => new Workflow(bundle, { reload }).start({ ops, cleanup }, { threadId: "t" });

  it("keeps a message until its ref is awaited, and the order (1-06)", () => {
    const thread = start([{ await: "go" }, { await: "a" }, { await: "b" }, { await: "a" }, { await: "a" }]);
    thread.resume("a", 1).resume("b", 2).reject("a", "three");
    expect([thread.mailbox.length, thread.outputs]).toEqual([3, []]);
    thread.resume("go", 0);
    expect(thread.outputs.map((record) => record.value)).toEqual(["0", "1", "2", '{"error":"three"}']);
    expect([thread.mailbox, thread.openRefs.map((ref) => ref.id)]).toEqual([[], ["a"]]);
  });

  it("gives nothing to a branch that lost: of two that find mail the older message decides", () => {
    const thread = start([{ await: "go" }, { race: ["a", "b"] }, { await: "go" }, { await: "a" }]);
    thread.resume("b", "B").resume("a", "A").resume("go", 0);
    expect(thread.outputs.map((record) => record.value)).toEqual(["0", '"B"']);
    expect(thread.mailbox).toEqual(['{"ref":"a","value":"A"}']);
    thread.resume("go", 1);
    expect(thread.result).toEqual([0, "B", 1, "A"]);
  });

  it("gives nothing to a branch that lost before the message came", () => {
    const thread = start([{ race: ["a", "b"] }, { await: "go" }, { await: "b" }]);
    thread.resume("a", 1).resume("b", 2).resume("go", 3);
    expect(thread.result).toEqual([1, 3, 2]);
  });

  it("takes one message for two awaits of one name, and every duplicate is a message", () => {
    const thread = start([{ await: "go" }, { twice: "a" }, { await: "a" }]);
    thread.resume("a", 1).resume("a", 1).resume("go", 0);
    expect(thread.result).toEqual([0, [1, 1], 1]);
  });

  it("does not take ids of ref(): late ones are refused (1-07)", () => {
    const thread = start([{ ask: true }, { await: "go" }]);
    const { id } = thread.openRefs[0]!;
    thread.resume(id, 1);
    expect(() => thread.resume(id, 1)).toThrow(/testing\/ref-not-open/);
    expect(() => thread.resume("~zz.1", 1)).toThrow(/testing\/ref-not-open/);
    expect(thread.mailbox).toEqual([]);
  });

  it("is read by cleanup, which a second cancel interrupts", () => {
    const thread = start([{ await: "go" }], ["a", "b", "c"]);
    thread.resume("b", 2).resume("a", 1).cancel("why");
    expect([thread.status, thread.outputs.map((record) => record.value)]).toEqual(["waiting", ['{"cleanup":1}', '{"cleanup":2}']]);
    expect(thread.cancel("again").status).toBe("cancelled");
  });

  it("leaves what is unread at the end in `undelivered`, and the next thread begins with none", () => {
    const thread = start([{ await: "go" }]);
    thread.resume("a", 1).resume("go", 0);
    expect([thread.status, thread.mailbox, thread.workflow.undelivered]).toEqual(["completed", [], ['t|{"ref":"a","value":1}']]);
    expect(thread.workflow.start({ ops: [{ await: "a" }] }, { threadId: "t" }).openRefs).toHaveLength(1);
  });

  it("is bounded", () => {
    const thread = start([{ await: "go" }]);
    thread.resume("a", "x".repeat(99_000));
    expect(() => thread.resume("a", "x".repeat(1_000))).toThrow(/^testing\/mailbox-full: .*"t" does not await "a"/);
    expect(thread.resume("a", 1).mailbox).toHaveLength(2);
  });
});

it("a message whose step is undone is set aside; the step before it stands and the next message follows", () => {
  const thread = new Workflow(bundle).start({ ops: [{ await: "go" }, { await: "a" }, { await: "a" }] }, { threadId: "t" });
  thread.reject("a", "undo this step").resume("a", 2);
  expect(() => thread.resume("go", 0)).toThrow(/undeclared-topic/);
  expect(thread.outputs.map((record) => record.value)).toEqual(["0", "2"]);
  expect([thread.mailbox, thread.workflow.undelivered]).toEqual([[], ['t|{"ref":"a","error":"undo this step"}']]);
});
