import { describe, expect, it } from "vitest";
import { worldWorkflow } from "./play-world.js";

const TEXTS = 1_000;
const PIECES = [
  "http:", "https:", "HTTPS:", "file:", "ws:", "x-y+1.z:", "//", "/", "\\", ":", "@", "?", "#", ".", "..", "%2e", "%zz", "%41", " ", "\t", "\n", "[", "]", "::1", "a", "B", "host", "example.org", "127.1", "0x10",
  "80", "443", "99999", "é", "ß", "日本", "😀", "\ud800", "|", "C:", "C|", "<", ">", "{", "'", "\"", "`", "~", "&", "=", "+", "xn--", "localhost", "\0", "\u007f",
];
const BASES = [undefined, "http://h/a/b?q#f", "https://u:p@host:81/x/../y/", "file:///C:/a/b"];

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function texts(seed: number): [string, string | undefined, string, string][] {
  const random = randomOf(seed);
  const text = (max: number): string => Array.from({ length: Math.floor(random() * max) }, () => PIECES[Math.floor(random() * PIECES.length)]!).join("");
  const parts = ["href", "username", "password", "pathname", "search", "hash"];
  return Array.from({ length: TEXTS }, () => [text(9), BASES[Math.floor(random() * BASES.length)], parts[Math.floor(random() * parts.length)]!, text(4).replace(/[\t\n]/g, "")]);
}

/** What becomes of `input`, and of a change to it. Runs here, and in the workflow as text. */
const SHOWN = `(URL, [input, base, part, value]) => {
  let url;
  try { url = new URL(input, base); } catch (e) { return e.name; }
  const shown = [url.href, url.origin, url.host, url.pathname, url.search, String(url.searchParams)];
  try { url[part] = value; } catch (e) { shown.push(e.name); }
  return [...shown, url.href, url.searchParams.size];
}`;

describe("URL", () => {
  // Left out of the pieces is what Node 20 does otherwise than the standard of today: `^` in paths, spaces in opaque ones, odd bases and ports, white space in `search`, and names in scripts that are written from right to left.
  it("does what Node's does, with random texts", async () => {
    const seed = Number(process.env["URL_SEED"] ?? 1);
    const cases = texts(seed);
    // eslint-disable-next-line no-eval -- one text for both
    const shown = (0, eval)(SHOWN) as (constructor: typeof URL, text: unknown) => unknown;
    const workflow = await worldWorkflow(`const shown = ${SHOWN}; return argument.map((text: any) => shown(URL, text.map((one: any) => one ?? undefined)));`, { stepLimitMs: 60_000 });
    const compiled = workflow.start(cases).result as unknown[];
    cases.forEach((text, i) => expect(compiled[i], `URL_SEED=${seed} npx vitest run test/world/url.test.ts: ${JSON.stringify(text)}`).toEqual(JSON.parse(JSON.stringify(shown(URL, text)))));
  }, 60_000);

  it("costs a bundle that does not use it nothing, and one that does less than 100 kB", async () => {
    const { build } = await import("../../src/compiler/index.js");
    const size = async (body: string): Promise<number> => (await build({ entry: { contents: `export default async () => ${body};`, directory: process.cwd(), name: "w.ts" }, minify: true })).code.length;
    const [none, some] = [await size("1"), await size("new URL('https://a.example').href")];
    expect([some - none > 10_000, some - none]).toEqual([true, expect.toSatisfy((bytes: number) => bytes < 100_000)]);
  });
});
