/** What a case of test262 says of itself (INTERPRETING.md of that project). */
export interface Frontmatter {
  /** Files of harness/ beside `assert.js` and `sta.js`. */
  readonly includes: readonly string[];
  readonly flags: readonly string[];
  /** Set when the case must fail: when, and with which error. */
  readonly negative: { readonly phase: string; readonly type: string } | undefined;
}

/** Reads the comment between the marks: the few forms of YAML that test262 uses in it. */
export function frontmatterOf(text: string): Frontmatter {
  const yaml = /\/\*---([^]*?)---\*\//.exec(text)?.[1] ?? "";
  const negative = /^negative:[^]*?^\s+phase:\s*(\w+)[^]*?^\s+type:\s*(\w+)/m.exec(yaml);
  return {
    includes: listOf(yaml, "includes"),
    flags: listOf(yaml, "flags"),
    negative: negative ? { phase: negative[1]!, type: negative[2]! } : undefined,
  };
}

/** `key: [a, b]` or `key:` with a `- item` on each line after it. */
function listOf(yaml: string, key: string): string[] {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, "m").exec(yaml);
  if (inline) return inline[1]!.split(",").map((item) => item.trim()).filter((item) => item !== "");
  const block = new RegExp(`^${key}:\\s*\\n((?:[ \\t]*-[^\\n]*\\n?)+)`, "m").exec(yaml);
  return block ? block[1]!.split("\n").map((line) => line.replace(/^\s*-\s*/, "").trim()).filter((item) => item !== "") : [];
}
