import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import ts from "typescript";

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

it("the declarations give refs their types, and refuse what would fail at run time (1-20 to 1-29)", { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(file("../../tsconfig.json"), ts.sys.readFile) as { config: { compilerOptions: object } };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file("api.ts")] }, ts.sys, file("../.."));
  const program = ts.createProgram([file("api.ts")], options);
  const diagnostics = ts.getPreEmitDiagnostics(program).map(({ messageText, file: source, start }) =>
    `${source?.fileName ?? ""}:${source === undefined ? 0 : source.getLineAndCharacterOfPosition(start ?? 0).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  expect(diagnostics).toEqual([]);
  // The file has assertions, and they were looked at: a wrong one would be found.
  expect(program.getSourceFile(file("api.ts"))!.text.match(/@ts-expect-error/g)!.length).toBeGreaterThan(7);
});
