import { describe, expect, it } from "vitest";
import { worldBundle, worldWorkflow } from "./play-world.js";
import { build } from "../../src/compiler/index.js";

const size = async (contents: string): Promise<number> => (await build({ entry: { contents, directory: process.cwd(), name: "w.ts" } })).code.length;

describe("modules of the world", () => {
  it("cost nothing when nothing uses them", async () => {
    const { code } = await build({ entry: { contents: "export default async () => 1;", directory: process.cwd(), name: "w.ts" } });
    expect(code).not.toContain("dispatchEvent");
    expect(code).not.toContain("InvalidCharacterError");
    expect(await size("export default async () => btoa('x');") - code.length).toBeGreaterThan(500);
  });

  it("give way to names of the program", async () => {
    const thread = new (await import("../../src/testing/index.js")).Workflow(await worldBundle("return btoa('x');", "const btoa = (x: string) => x + '!';")).start();
    expect(thread.result).toBe("x!");
  });

  it("are there for those who look first", async () => {
    const thread = (await worldWorkflow("return [typeof structuredClone, typeof AbortController, typeof TextEncoder];")).start();
    expect(thread.result).toEqual(["function", "function", "function"]);
  });
});
