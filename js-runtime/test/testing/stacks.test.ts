import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";
import { Workflow, type WorkflowThread } from "../../src/testing/index.js";
import { Bundle } from "../../src/testing/realm.js";

const source = fileURLToPath(new URL("workflows/stacks.ts", import.meta.url));
const lines = readFileSync(source, "utf8").split("\n");
let bundle: Bundle;

beforeAll(async () => {
  const { code, map } = await build({ entry: source });
  bundle = new Bundle(code, source, map);
});

const run = (kind: string, reload: "step" | "microtask", ...refs: string[]): WorkflowThread => {
  const thread = new Workflow(bundle, { reload }).start(kind);
  for (const ref of refs) thread.resume(ref);
  return thread;
};
const restarts = ["Riga-0", "Riga-1", "Riga-2"];

/** A stack whose positions are the comments on their lines, after the message. */
function shown(stack: string): string[] {
  const [head, ...rest] = stack.split("\n");
  return [head!, ...rest.map((line) => line.trim().replace(/\(?test\/testing\/workflows\/stacks\.ts:(\d+):\d+\)?/, (_, n: string) => `<${lines[+n - 1]!.split("// ")[1] ?? lines[+n - 1]!.trim()}>`))];
}

describe.each(["step", "microtask"] as const)("the stack of an error, reloaded: %s (1-13)", (reload) => {
  it.each<[string, string[], string[]]>([
    ["chain", restarts, ["RangeError: no car in Riga", "at reserve <reserve throws>", "at async bookTrip <bookTrip waits>", "at async <arrow waits>",
      "at async chain <chain waits>", "at async main <main waits>"]],
    ["nested", restarts, ["RangeError: no car in Riga", "at reserve <reserve throws>", "at async bookTrip <bookTrip waits>", "at async Promise.all (index 1)",
      "at async Promise.race (index 0)", "at async main <main waits>"]],
    ["any", restarts, ["AggregateError: All promises were rejected", "at async main <main waits>"]],
    ["then", ["go"], ["TypeError: in a handler", "at <handler throws>", "at async main <main waits>"]],
    ["called", ["go"], ["Error: at once", "at failAtOnce <failAtOnce throws>", "at called <called waits>", "at async main <main waits>"]],
    ["cleanup", [...restarts, "cleaned"], ["RangeError: no car in Riga", "at reserve <reserve throws>", "at async cleanup <cleanup waits>", "at async main <main waits>"]],
    ["executor", ["go"], ["Error: in an executor", "at <executor throws>", "at executor <await new Promise(() => {>", "at async main <main waits>"]],
    ["generators", ["go"], ["Error: no leg", "at legs <legs throws>", "at async <generators waits>", "at async main <main waits>"]],
    ["stops", ["go"], ["Error: no stop", "at stops <stops throws>", "at <stops is walked>", "at async main <main waits>"]],
    ["engine", ["go"], ["TypeError: Cannot read properties of undefined (reading 'field')", "at engine <engine throws>", "at async main <main waits>"]],
  ])("names the line in TypeScript and the async call chain: %s", (kind, refs, expected) => {
    const { status, error } = run(kind, reload, ...refs);
    expect(status).toBe("failed");
    expect(shown(error!.stack)).toEqual(expected);
  });

  it("is in the log as well", () => {
    const { log } = run("logged", reload, ...restarts);
    expect(shown(log.join("\n"))).toEqual(["error: RangeError: no car in Riga", "at reserve <reserve throws>", "at async bookTrip <bookTrip waits>", "at async logged <logged waits>", "at async main <main waits>"]);
  });

  it("of an error that is frozen stays as it is", () => {
    expect(shown(run("frozen", reload, "go").error!.stack)[0]).toBe("Error: frozen");
  });
});

it("tells the await that came after the failure", () => {
  const { error } = run("late", "step", ...restarts, "go");
  expect(shown(error!.stack)).toEqual(["RangeError: no car in Riga", "at reserve <reserve throws>", "at async late <await early;>", "at async main <main waits>"]);
});
