import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const text = (path: string): string => readFileSync(`${root}/${path}`, "utf8");

const packages = readdirSync(root).filter((name) => name !== "harness" && existsSync(`${root}/${name}/package.json`));
const packageName = (folder: string): string => (JSON.parse(text(`${folder}/package.json`)) as { name: string }).name;
/** The others are packages that demos use. */
const demos = packages.filter((folder) => packageName(folder) === `demo-${folder}`);
/** Whose story is told by the development server, dev-server/src/main/java/io/kafkaworkflow/dev/demo. */
const TOLD_IN_JAVA = ["trip-booking-saga", "workflow-minimal"];
const HEADINGS = ["What it shows", "Files", "Run", "Try", "What happens if you kill it now", "Clean up"];
const SOURCE_LINES_MAX = 150;

/** What a source file imports: types, re-exports and dynamic imports included. */
function imports(source: string): string[] {
  return ts.preProcessFile(source).importedFiles.map((file) => file.fileName);
}

test("imports are found in every form", () => {
  const source = `import "a";\nimport { b,\n  c } from "b";\nimport type * as D from 'c';\nexport { e } from "d";\nconst f = await import("e");\nexport const g = "no";\n`;
  expect(imports(source)).toEqual(["a", "b", "c", "d", "e"]);
});

test("there are demos", () => {
  expect(demos).toContain("queries");
  expect(demos.length).toBeGreaterThan(8);
});

describe.each(packages)("%s", (name) => {
  const sources = (readdirSync(`${root}/${name}/src`, { recursive: true }) as string[]).filter((file) => file.endsWith(".ts"));

  test("imports nothing but kafka-workflow, its own files, and packages among the demos that are held to this rule, too", () => {
    const helpers = packages.map(packageName);
    const found = sources.flatMap((file) => imports(text(`${name}/src/${file}`)).map((from) => `${file} imports ${from}`));
    expect(found.filter((line) => {
      const from = line.split(" imports ")[1]!;
      return !["kafka-workflow", "kafka-workflow/cloudevents"].includes(from) && !/^\.\.?\//.test(from) && !helpers.includes(from);
    })).toEqual([]);
    expect(found.filter((line) => /imports .*\.\.\/(?:src|\.\.)/.test(line)), "no file outside of src").toEqual([]);
  });

  test(`has no source of more than ${SOURCE_LINES_MAX} lines`, () => {
    expect(sources.filter((file) => text(`${name}/src/${file}`).split("\n").length > SOURCE_LINES_MAX)).toEqual([]);
  });
});

describe.each(demos)("%s", (name) => {
  test("has every file that the others have", () => {
    const files = ["README.md", "package.json", "tsconfig.json", "test/index.test.ts", ...(TOLD_IN_JAVA.includes(name) ? [] : ["scenario.ts"])];
    expect(files.filter((file) => !existsSync(`${root}/${name}/${file}`))).toEqual([]);
  });

  test("has a README with the headings in their order, and a row in the index", () => {
    const found = [...text(`${name}/README.md`).matchAll(/^(#+) (.*)$/gm)].map(([, marks, heading]) => `${marks!.length} ${heading}`);
    expect(found[0]).toBe(`1 ${name}`);
    expect(found.filter((heading) => HEADINGS.includes(heading.slice(2)))).toEqual(HEADINGS.map((heading) => `2 ${heading}`));
    expect(text("README.md")).toContain(`| [${name}](${name}/) |`);
  });

  test("is tested in all three ways to reload", () => {
    const tests = (readdirSync(`${root}/${name}/test`) as string[]).map((file) => text(`${name}/test/${file}`)).join("\n");
    expect(["never", "step", "microtask"].filter((reload) => !tests.includes(`"${reload}"`))).toEqual([]);
  });
});
