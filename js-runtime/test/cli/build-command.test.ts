import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/main.js";
import { loadBundle } from "../../src/testing/index.js";

const stacks = fileURLToPath(new URL("../testing/workflows/stacks.ts", import.meta.url));
let folder: string;
let stderr: string;
let stdout: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kafka-workflow-"));
  stderr = stdout = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => (stderr += String(text)) !== "");
  vi.spyOn(process.stdout, "write").mockImplementation((text) => (stdout += String(text)) !== "");
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, text: string): void => {
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const out = (): string => join(folder, "out.js");

describe("kafka-workflow build", () => {
  it("prints the id to stdout, and where the bytes come from to stderr", async () => {
    write("package.json", "{}");
    write("node_modules/@big/one/index.js", `export const text = ${JSON.stringify("x".repeat(20_000))};`);
    write("node_modules/small/index.js", "export const small = () => 1;");
    write("index.ts", `import { text } from "@big/one/index.js"; import { small } from "small/index.js"; export default async () => text.length + small();`);
    expect(await run(["build", join(folder, "index.ts"), "-o", out()])).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(stderr).toMatch(/^bundle of \d+\.\d kB in \d+ ms\n {2}runtime, tables +\d+\.\d kB\n {2}your code +0\.\d kB\n {2}@big\/one +2\d\.\d kB\n {2}small +0\.\d kB\n$/);
    const [total, ...parts] = [...stderr.matchAll(/([\d.]+) kB/g)].map(([, kilobytes]) => Number(kilobytes));
    expect(Math.abs(total! - parts.reduce((sum, part) => sum + part, 0))).toBeLessThan(0.5);
    expect(readFileSync(out()).length / 1000).toBeCloseTo(total!, 0);
  });

  it("takes a package's build for browsers, which does without Node", async () => {
    write("package.json", "{}");
    write("node_modules/ids/package.json", '{"name":"ids","exports":{"browser":"./browser.js","default":"./node.js"}}');
    write("node_modules/ids/browser.js", "export const id = 'browser';");
    write("node_modules/ids/node.js", "import 'node:crypto'; export const id = 'node';");
    write("node_modules/old/package.json", '{"name":"old","main":"./index.js","browser":"./browser.js"}');
    write("node_modules/old/browser.js", "module.exports = 'browser';");
    write("node_modules/old/index.js", "module.exports = require('fs');");
    write("index.ts", "import { id } from 'ids'; import old from 'old'; export default async () => [id, old];");
    expect(await run(["build", join(folder, "index.ts"), "-o", out()])).toBe(0);
    expect((await loadBundle(out())).start().result).toEqual(["browser", "browser"]);
  });

  it("warns of a variable that holds across an await what cannot be saved, and of nothing else", async () => {
    write("index.ts", `import { ref } from "kafka-workflow";
class Other { Proxy = class {}; }
export default async (n: number) => {
  const kept = new Proxy({ n }, {});
  const revocable = Proxy.revocable({ n }, {});
  const before = new Proxy({ n }, {});
  const other = new (new Other().Proxy)();
  const used = before.n;
  await ref();
  const after = new Proxy({ n }, {});
  return [used, kept.n, revocable.proxy.n, after.n, other];
};`);
    expect(await run(["build", join(folder, "index.ts"), "-o", out()])).toBe(0);
    expect(stderr.split("\n").filter((line) => line.includes("warning"))).toEqual([
      expect.stringMatching(/index\.ts:4:9: warning: compile\/unsaveable-capture: `kept` holds a Proxy across an await: .*codec\/unserializable-value/),
      expect.stringMatching(/index\.ts:5:9: warning: compile\/unsaveable-capture: `revocable` holds a Proxy across an await/),
    ]);
  });

  it("warns of formatters across an await, with another way out, and of nothing that can be saved", async () => {
    write("index.ts", `import { ref } from "kafka-workflow";
const shared = new Intl.NumberFormat("de");
export default async function main() {
  const euros = new Intl.NumberFormat("de");
  const dates = Intl.DateTimeFormat("de");
  const locales = Intl.getCanonicalLocales("de");
  const given = arguments;
  const before = new Intl.PluralRules("de").select(1);
  await ref();
  return [euros, dates, locales, given, before, shared];
}`);
    expect(await run(["build", join(folder, "index.ts"), "-o", out()])).toBe(0);
    expect(stderr.split("\n").filter((line) => line.includes("warning"))).toEqual([
      expect.stringMatching(/index\.ts:4:9: warning: compile\/unsaveable-capture: `euros` holds a native Intl\.NumberFormat across an await: .*; make it at module level, or again after the await$/),
      expect.stringMatching(/index\.ts:5:9: .* `dates` holds a native Intl\.DateTimeFormat/),
    ]);
  });

  it("warns of globals that workflow code does not have, where the project's own code uses them without a look", async () => {
    write("package.json", "{}");
    write("node_modules/lib/index.js", "export const lib = () => fetch('http://x');");
    write("looks.ts", "export const found = () => (typeof process === 'object' ? process.version : '');");
    write("index.ts", `import { lib } from "lib/index.js"; import { found } from "./looks";
export default async (Buffer: any) => {
  const answer = await fetch("http://x");
  const worker = new Worker("x");
  setImmediate(() => process.exit(1));
  return [answer, worker, Buffer.from("x"), lib, found(), new SharedArrayBuffer(1), process.env.HOME, process.env.NODE_ENV];
};`);
    expect(await run(["build", join(folder, "index.ts"), "-o", out()])).toBe(0);
    const warned = [...stderr.matchAll(/^(\S+): warning: compile\/missing-global: `(\w+)` is not there when the workflow runs; ./gm)].map(([, at, name]) => `${at} ${name}`);
    expect(warned).toEqual(["index.ts:3:24 fetch", "index.ts:4:22 Worker", "index.ts:5:3 setImmediate", "index.ts:5:22 process", "index.ts:6:63 SharedArrayBuffer", "index.ts:6:85 process"]);
  });

  it("leaves out white space with --minify, and positions stay right", async () => {
    expect(await run(["build", stacks, "-o", out()])).toBe(0);
    const plain = readFileSync(out()).length;
    const expected = await failing();
    expect(await run(["build", stacks, "-o", out(), "--minify"])).toBe(0);
    expect(readFileSync(out()).length).toBeLessThan(plain - 1000);
    expect(await failing()).toBe(expected);
    expect(expected).toMatch(/^RangeError: no car in Riga\n {4}at reserve \(test\/testing\/workflows\/stacks\.ts:6:9\)\n {4}at async bookTrip /);
  });

  const failing = async (): Promise<string> => {
    const workflow = await loadBundle(out());
    return workflow.start("chain").resume("Riga-0").resume("Riga-1").resume("Riga-2").error!.stack;
  };

  it("builds again with --watch when a file changes, also after an error, until it is stopped", async () => {
    write("index.ts", 'import { n } from "./lib/n.js"; export default async () => n;');
    write("lib/n.ts", "export const n = 1;");
    const stop = new AbortController();
    const ended = run(["build", join(folder, "index.ts"), "-o", out(), "--watch"], stop.signal);
    const built = (times: number): Promise<void> => vi.waitFor(() => expect(stdout.match(/\n/g)?.length).toBe(times), { timeout: 10_000, interval: 20 });
    await built(1);
    write("lib/n.ts", "export const n = eval('2');");
    await vi.waitFor(() => expect(stderr).toContain("compile/eval"), { timeout: 10_000, interval: 20 });
    write("lib/n.ts", "export const n = 3;");
    await built(2);
    expect((await loadBundle(out())).start().result).toBe(3);
    stop.abort();
    expect(await ended).toBe(0);
  });
});
