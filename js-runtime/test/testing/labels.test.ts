import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { Bundle } from "../../src/testing/realm.js";
import { Workflow } from "../../src/testing/index.js";

const source = fileURLToPath(new URL("workflows/labels.ts", import.meta.url));
let bundle: Bundle;

beforeAll(async () => {
  const { build } = await import("../../src/compiler/index.js");
  const { code, map } = await build({ entry: source });
  bundle = new Bundle(code, source, map);
});

describe.each(["never", "step", "microtask"] as const)("labels of a thread, reloaded: %s", (reload) => {
  const start = (argument: object) => new Workflow(bundle, { reload }).start(argument);

  it("change with its steps, and are kept after its end", () => {
    const thread = start({ customer: "c-17" });
    expect(thread.labels).toEqual({ customer: "c-17", stage: "paying" });
    thread.resume("paid");
    expect(thread.labels).toEqual({ customer: "c-17", stage: "packing", box: "small" });
    thread.resume("address").resume("packed");
    expect([thread.result, thread.labels]).toEqual(["sent", { customer: "c-17", box: "large", closed: "yes" }]);
  });

  it("tell what failed and what was cancelled", () => {
    const failed = start({ customer: "c-17", fails: true }).resume("paid").resume("packed").resume("address");
    expect([failed.status, failed.labels]).toEqual(["failed", { customer: "c-17", stage: "packing", box: "large", closed: "yes" }]);
    const cancelled = start({ customer: "c-18" }).cancel();
    expect([cancelled.status, cancelled.labels]).toEqual(["cancelled", { customer: "c-18", stage: "paying", closed: "yes" }]);
  });

  it("belong to one thread alone", () => {
    const workflow = new Workflow(bundle, { reload });
    const [one, other] = [workflow.start({ customer: "a" }), workflow.start({ customer: "b" })];
    one.resume("paid");
    expect([one.labels["customer"], other.labels]).toEqual(["a", { customer: "b", stage: "paying" }]);
  });
});
