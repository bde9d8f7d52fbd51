import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

// The pages for operators against the list of errors and the alerts. Whether the metrics exist is asked of real processes by MetricsIT.

interface Alert { alert: string; expr: string; labels: Record<string, string>; annotations: Record<string, string> }

const root = fileURLToPath(new URL("../../..", import.meta.url));
const text = (file: string): string => readFileSync(join(root, file), "utf8");
const codes = (page: string, pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, code]) => code!);
const alerts = (parse(text("monitoring/alerts.yml")) as { groups: { rules: Alert[] }[] }).groups.flatMap(({ rules }) => rules);

/** Codes of the areas that nobody meets in production. */
const development = /^(?:compile|testing|cloudevents)\//;

describe("docs/runbook.md", () => {
  const [entries, others] = text("docs/runbook.md").split("\n## Not here\n") as [string, string];
  const known = new Set(codes(text("docs/errors/README.md"), /^\| \[`([^`]+)`\]/gm).filter((code) => !development.test(code)));

  it("has an entry for every code, or says why not, once", () => {
    const found = [...codes(entries, /^\| \[`([^`]+)`\]/gm), ...codes(others, /`([a-z]+\/[a-z0-9-]+)`/g)];
    expect(found.filter((code, i) => found.indexOf(code) !== i)).toEqual([]);
    expect([...found].sort()).toEqual([...known].sort());
  });

  it("says in each entry what was found and what to do", () => {
    for (const row of entries.matchAll(/^\| \[`.*$/gm)) expect(row[0]).toMatch(/^\| \[`[^`]+`\]\([^)]+\) \| .{3,} \| .{5,} \|$/);
  });
});

describe("monitoring/alerts.yml", () => {
  it("is the list of docs/operations.md", () => {
    expect(alerts.map(({ alert }) => alert)).toEqual(codes(text("docs/operations.md"), /^\| `(Workflow\w+)` \|/gm));
    expect(alerts.map(({ alert, labels }) => `${alert} ${labels["severity"]}`))
      .toEqual([...text("docs/operations.md").matchAll(/^\| `(Workflow\w+)` \| .* \| (warning|critical) \| .* \|$/gm)].map(([, alert, severity]) => `${alert} ${severity}`));
  });

  it.each(alerts.map((alert) => [alert.alert, alert] as const))("%s has a query that Prometheus understands, a text, and a place in the documentation", (_name, alert) => {
    expect(errors(alert.expr)).toEqual([]);
    expect(alert.annotations["summary"]).toMatch(/.{10,}/);
    expect(alert.annotations["description"]).toMatch(/.{10,}/);
    const [page, anchor] = alert.annotations["runbook_url"]!.split("#") as [string, string?];
    const headings = codes(text(page), /^#+ (.*)$/gm).map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"));
    if (anchor !== undefined) expect(headings).toContain(anchor);
  });

  it("would notice a query that is none", () => expect(errors("sum by (reason (up)")).not.toEqual([]));
});

it("docs/runbook.md names alerts that exist", () => {
  const named = new Set(codes(text("docs/runbook.md"), /`(Workflow[A-Z]\w+)`/g));
  expect(named.size).toBeGreaterThan(4);
  expect(alerts.map(({ alert }) => alert)).toEqual(expect.arrayContaining([...named]));
});

/** Where the text is no query. */
function errors(query: string): string[] {
  const found: string[] = [];
  parser.parse(query).iterate({ enter: ({ type, from, to }) => { if (type.isError) found.push(`${from}-${to}: ${query.slice(from, to)}`); } });
  return found;
}
