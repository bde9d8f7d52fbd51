import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";
import { Shown, Workflow } from "../../src/testing/index.js";
import { Bundle } from "../../src/testing/realm.js";

const source = fileURLToPath(new URL("workflows/frames.ts", import.meta.url));
let bundle: Bundle;

beforeAll(async () => {
  const { code, map } = await build({ entry: source });
  bundle = new Bundle(code, source, map);
});

const lineOf = (text: string): number => readFileSync(source, "utf8").split("\n").findIndex((line) => line.includes(text)) + 1;

describe.each(["never", "step", "microtask"] as const)("the frames of a waiting thread, reloaded: %s", (reload) => {
  const start = (): ReturnType<Workflow["start"]> => new Workflow(bundle, { reload }).start("Riga");

  it("are listed branch by branch, with the await's position and what it waits for", () => {
    const shown = start().frames.map((branch) => branch.map(({ name, line, through, awaits }) => [name, line, ...through, awaits]));
    const [reserve, bookTrip, main] = [lineOf("// reserve waits"), lineOf("// bookTrip waits"), lineOf("// main waits")];
    expect(shown).toEqual([
      [["reserve", reserve, 'ref "car"'], ["bookTrip", bookTrip, "Promise.all (index 0)", "Promise.all"], ["main", main, "bookTrip()"]],
      [["reserve", reserve, 'ref "hotel"'], ["bookTrip", bookTrip, "Promise.race (index 0)", "Promise.all (index 1)", "Promise.all"], ["main", main, "bookTrip()"]],
      [["reserve", reserve, 'ref "background"']],
    ]);
    expect(start().frames[0]![0]).toMatchObject({ file: "test/testing/workflows/frames.ts", column: expect.any(Number) });
  });

  it("have the variables that are still needed and the captured ones, by source name", () => {
    const [reserve, bookTrip, main] = start().frames[0]!.map(({ locals }) => locals);
    expect(reserve).toEqual({ kind: "car", days: new Map([["from", new Date(0)]]), car: { kind: "car", seats: 4 }, undo: [] });
    expect(bookTrip).toMatchObject({ city: "Riga", attempt: 1, trip: { city: "Riga", stops: [1, { attempt: 1 }] }, undo: [], background: new Shown("[Promise]") });
    expect(main).toEqual({ log: new Shown("[Function log]") });
  });

  it("change nothing, and are gone when the thread has ended", () => {
    const thread = start();
    const before = thread.bodyBytes;
    expect(thread.frames).toEqual(thread.frames);
    expect(thread.bodyBytes).toBe(before);
    thread.resume("background", "b").resume("car", "c").resume("hotel", "h");
    expect([thread.status, thread.frames, thread.describe()]).toEqual(["completed", [], "completed"]);
  });

  it("can be read as text", () => {
    expect(start().describe()).toContain(`waits for ref "car"\n    at reserve (test/testing/workflows/frames.ts:${lineOf("// reserve waits")}:`);
  });
});
