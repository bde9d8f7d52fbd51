import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

function files(folder: string, pattern: RegExp): string[] {
  return (readdirSync(`${root}/${folder}`, { recursive: true }) as string[]).filter((name) => pattern.test(name)).map((name) => `${folder}/${name}`);
}

const text = (file: string): string => readFileSync(`${root}/${file}`, "utf8");
const sources = files("src", /\.ts$/);

/** Folders (under src) that a file imports from, `.` for files directly in src, `node` for Node's modules. */
function importsOf(file: string): string[] {
  const here = file.split("/").slice(1, -1);
  return [...text(file).matchAll(/^(?:import|export|\}).*?from "([^"]+)";$|\bimport\("([^"]+)"\)/gm)].map(([, plain, dynamic]) => {
    const name = plain ?? dynamic;
    if (name!.startsWith("node:")) return "node";
    if (!name!.startsWith(".")) return `package ${name}`;
    const path = [...here];
    for (const part of name!.split("/").slice(0, -1)) {
      if (part === "..") path.pop();
      else if (part !== ".") path.push(part);
    }
    return path[0] ?? ".";
  });
}

describe("boundaries", () => {
  it.each<[string, string[]]>([
    ["codec", ["codec", "."]],
    ["runtime", ["runtime", "codec", "."]],
    ["cloudevents", ["cloudevents"]],
  ])("%s imports nothing but %s", (folder, allowed) => {
    const found = sources.filter((file) => file.startsWith(`src/${folder}/`)).flatMap((file) => importsOf(file).map((from) => `${file} imports ${from}`));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((line) => !allowed.includes(line.split(" imports ")[1]!))).toEqual([]);
  });

  it("the compiler imports neither runtime nor codec", () => {
    const found = sources.filter((file) => file.startsWith("src/compiler/")).flatMap((file) => importsOf(file).map((from) => `${file} imports ${from}`));
    expect(found.filter((line) => / imports (runtime|codec|testing)$/.test(line))).toEqual([]);
  });

  it("nothing that runs in a bundle uses a name that only Node has", () => {
    const names = /\b(Buffer|process\.|require\(|TextEncoder|TextDecoder|structuredClone)\b/;
    const strays = sources.filter((file) => /^src\/(cloudevents|codec|runtime)\//.test(file))
      .filter((file) => names.test(text(file).replace(/\/\*[^]*?\*\/|\/\/.*|"[^"]*"|`[^`]*`|process: /g, "").replace(/\bBuffer: /g, "")));
    expect(strays).toEqual([]);
  });
});

describe("error codes", () => {
  const areas = ["codec", "step", "host", "protocol", "testing", "compile", "config", "input", "cloudevents"];
  const used = new Set(sources.flatMap((file) => [...text(file).matchAll(/["'`\s(]((?:[a-z]+)\/[a-z]+(?:-[a-z]+)*)(?=["'`:\s])/g)].map(([, code]) => code!))
    .values());
  const codes = [...used].filter((code) => areas.includes(code.split("/")[0]!));
  const headings = files("messages", /\.md$/).flatMap((file) => [...text(file).matchAll(/^## (.*)$/gm)].map(([, code]) => code!));

  it("in the sources have a heading each, and every heading has a code", () => {
    const documented = new Set(headings);
    expect(codes.filter((code) => !documented.has(code)).sort()).toEqual([]);
    expect(headings.filter((code) => !used.has(code)).sort()).toEqual([]);
  });

  it("are documented once, in the file of their area", () => {
    expect(new Set(headings).size).toBe(headings.length);
    for (const file of files("messages", /\.md$/)) {
      const area = /(\w+)\.md$/.exec(file)![1]!;
      for (const [, code] of text(file).matchAll(/^## (.*)$/gm)) expect(code!.startsWith(`${area}/`), `${code} in ${file}`).toBe(true);
    }
  });
});

describe("files", () => {
  const tests = files("test", /\.ts$/).filter((file) => file !== "test/house-rules.test.ts");

  it("have no leftovers", () => {
    expect([...sources, ...tests].filter((file) => /FIXME|TODO|XXX|\.only\(|debugger;/.test(text(file)))).toEqual([]);
  });

  it("stay under about 400 lines", () => {
    expect(sources.filter((file) => text(file).split("\n").length > 410)).toEqual([]);
  });

  it("name no path of a machine", () => {
    expect([...sources, ...tests].filter((file) => /\/(home|Users|work|tmp)\//.test(text(file)))).toEqual([]);
  });
});
