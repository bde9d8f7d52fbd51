import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { apiReference } from "../../scripts/api-reference.mjs";
import { errorIndex } from "../../scripts/error-index.mjs";

// Rules that hold for every Markdown page of the project.

const root = fileURLToPath(new URL("../../..", import.meta.url));
const text = (file: string): string => readFileSync(join(root, file), "utf8");
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n").filter((file) => file !== "" && existsSync(join(root, file)));

/** Without fenced blocks and code spans, whose brackets are no links. */
const prose = (file: string): string => text(file).replace(/^```[^]*?^```/gm, "").replace(/`[^`\n]*`/g, "code");

/** As GitHub makes ids of headings: lower case, no punctuation but hyphens and underscores, blanks become hyphens. */
function anchors(file: string): string[] {
  return [...text(file).replace(/^```[^]*?^```/gm, "").matchAll(/^#+ (.*)$/gm)]
    .map(([, heading]) => heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"));
}

function brokenLinks(file: string): string[] {
  const links = [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link));
  return links.filter((link) => {
    const [path, anchor] = link.split("#") as [string, string?];
    const target = path === "" ? join(root, file) : resolve(root, dirname(file), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !statSync(target).isDirectory() && !anchors(target.slice(root.length)).includes(anchor);
  });
}

describe("pages", () => {
  it("are found", () => expect(pages).toContain("README.md"));

  it.each(pages)("%s has no broken relative link", (file) => expect(brokenLinks(file)).toEqual([]));

  it("would notice a broken one", () => {
    expect(anchors("docs/protocol.md")).toContain("parked-threads");
    expect(existsSync(resolve(root, "docs", "no-such-page.md"))).toBe(false);
  });
});

describe("docs/README.md", () => {
  it("leads to every page of docs", () => {
    const listed = new Set([...text("docs/README.md").matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => join("docs", link!)));
    const own = pages.filter((file) => /^docs\/[^/]+\.md$/.test(file) && file !== "docs/README.md");
    expect(own.filter((file) => !listed.has(file))).toEqual([]);
  });
});

describe("docs/errors/README.md", () => {
  it("is what `npm run error-index -w js-runtime` writes", () => expect(text("docs/errors/README.md")).toBe(errorIndex()));

  it("lists pages and messages", () => {
    expect(errorIndex()).toContain("[`step/time-limit`](step-time-limit.md)");
    expect(errorIndex()).toContain("[`compile/eval`](../../js-runtime/messages/compile.md#compileeval)");
  });
});

describe("docs/api.md", () => {
  const page = text("docs/api.md");

  it("is what `npm run docs -w js-runtime` writes", () => expect(page).toBe(apiReference()));

  it("has an entry for each export, with a text", () => {
    const entries = page.split(/^### /m).slice(1);
    expect(entries.map((entry) => entry.split("\n")[0])).toEqual(expect.arrayContaining(["ref", "loadWorkflow", "build", "CancelToken"]));
    expect(entries.filter((entry) => !/```\n\n[A-Z`*]/.test(entry)).map((entry) => entry.split("\n")[0])).toEqual([]);
  });
});
