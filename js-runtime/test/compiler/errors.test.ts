import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build, CompileFailure } from "../../src/compiler/index.js";

const DIRECTORY = fileURLToPath(new URL(".", import.meta.url));
const MAIN = "export default async function main() {}\n";

/** The errors of building `contents`, as `code line:column`. */
async function errorsOf(contents: string): Promise<string[]> {
  try {
    await build({ entry: { contents, directory: DIRECTORY, name: "input.ts" } });
  } catch (error) {
    if (!(error instanceof CompileFailure)) throw error;
    for (const one of error.errors) {
      expect(one.file).toBe("input.ts");
      expect(one.message).toMatch(/^compile\/[a-z-]+: .+\n {2}at {4}input\.ts:\d+:\d+\n {2}then {2}.+\n {2}help {2}.+$/);
    }
    return error.errors.map(({ code, line, column }) => `${code} ${line}:${column}`);
  }
  return [];
}

// Every refusal names its place in the TypeScript source; there is no silently wrong code (DESIGN section 3).
describe("what cannot be compiled is an error at its place", () => {
  const samples: [name: string, source: string, ...expected: string[]][] = [
    ["syntax", "export default async function main() {\n  const = 1;\n}", "compile/syntax 2:9"],
    ["a missing module", `import x from "./missing.js";\n${MAIN}export { x };`, "compile/unresolved-import 1:15"],
    ["a module of Node", `import { readFile } from "node:fs/promises";\nexport default async function main() { await readFile("x"); }`, "compile/built-in-module 1:26"],
    ["a module of Node without prefix", `import fs from "fs";\nexport default async function main() { return fs; }`, "compile/built-in-module 1:16"],
    ["a dynamic import", "export default async function main(arg: string) {\n  return await import(arg);\n}", "compile/dynamic-import 2:16"],
    ["no workflow", "export const other = 1;", "compile/no-main 1:1"],
    ["an unknown export of kafka-workflow", `import { ref, sleep } from "kafka-workflow";\nexport default async function main() { await ref(); await sleep(); }`, "compile/unknown-api 1:15"],
    ["a default import of kafka-workflow", `import W from "kafka-workflow";\nexport default async function main() { await W.ref(); }`, "compile/unknown-api 1:8"],
    ["top-level await", `const x = await Promise.resolve(1);\nexport default async function main() { return x; }`, "compile/top-level-await 1:11"],
    ["eval", "export default async function main() {\n  return eval(\"1\");\n}", "compile/eval 2:10"],
    ["with", "export default async function main(o: object) {\n  with (o) { return; }\n}", "compile/with 2:3"],
    ["an import() of a module of Node", "export default async function main() {\n  return await import(\"node:fs\");\n}", "compile/built-in-module 2:23"],
    ["require of a module of Node", `const fs = require("fs");\n${MAIN}export { fs };`, "compile/built-in-module 1:20"],
    ["indirect eval", "export default async function main() {\n  return (0, eval)(\"1\");\n}", "compile/eval 2:14"],
    ["the Function constructor", "export default async function main() {\n  return new Function(\"return 1\");\n}", "compile/function-constructor 2:10"],
    ["a compound assignment to super that awaits", "const o = {\n  async m() { super.x += await 1; },\n};\nexport default async function main() { return o.m(); }", "compile/super 2:15"],
    ["super() in an async arrow function", "class A {}\nclass B extends A {\n  constructor() {\n    const f = async () => { super(); };\n    f();\n  }\n}\nexport default async function main() { return new B(); }", "compile/super 4:29"],
    ["a re-export of all of kafka-workflow", `${MAIN}export * from "kafka-workflow";`, "compile/reexport 2:1"],
    ["a var that hides a captured parameter", "export default async function main() {\n  return function f(a: number, b = () => a) { var a = 2; return [a, b()]; };\n}", "compile/parameter-redeclared 2:45"],
    ["import.meta", "export default async function main() {\n  return import.meta.url;\n}", "compile/unsupported-syntax 2:10"],
    ["several errors at once", "const g = Function(\"1\");\nexport default async function main() {\n  eval(\"1\");\n  return [g, import.meta];\n}",
      "compile/function-constructor 1:11", "compile/eval 3:3", "compile/unsupported-syntax 4:14"],
  ];
  for (const [name, source, ...expected] of samples) {
    it(name, async () => expect(await errorsOf(source)).toEqual(expected));
  }
});

it("every code has a heading in messages/compile.md, and every heading a code", () => {
  const page = readFileSync(new URL("../../messages/compile.md", import.meta.url), "utf8");
  const documented = [...page.matchAll(/^## (compile\/[a-z-]+)$/gm)].map((match) => match[1]!);
  const used = new Set<string>();
  const sources = fileURLToPath(new URL("../../src/compiler", import.meta.url));
  for (const file of readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".ts"))) {
    for (const match of readFileSync(`${sources}/${file}`, "utf8").matchAll(/"(compile\/[a-z-]+)"/g)) used.add(match[1]!);
  }
  expect(documented.toSorted()).toEqual([...used].sort());
});
