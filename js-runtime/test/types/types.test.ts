import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import ts from "typescript";

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

it("the declarations give refs their types, and refuse what would fail at run time (1-20 to 1-29)", { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(file("../../tsconfig.json"), ts.sys.readFile) as { config: { compilerOptions: object } };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file("api.ts")] }, ts.sys, file("../.."));
  expect(complaints([file("api.ts")], options)).toEqual([]);
  // The file has assertions, and they were looked at: a wrong one would be found.
  expect(readFileSync(file("api.ts"), "utf8").match(/@ts-expect-error/g)!.length).toBeGreaterThan(7);
});

it("the workflows of the chaos tests have the types of the public API", { timeout: 60_000 }, () => {
  const folder = file("../../../chaos-tests/workflows");
  const { config } = ts.readConfigFile(`${folder}/tsconfig.json`, ts.sys.readFile) as { config: object };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  expect(fileNames).toContain(`${folder}/play.ts`);
  expect(complaints(fileNames, options)).toEqual([]);
});

/** One line for each complaint of the compiler: file, line and text. */
function complaints(files: string[], options: ts.CompilerOptions): string[] {
  return ts.getPreEmitDiagnostics(ts.createProgram(files, options)).map(({ messageText, file: source, start }) =>
    `${source?.fileName ?? ""}:${source === undefined ? 0 : source.getLineAndCharacterOfPosition(start ?? 0).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}
