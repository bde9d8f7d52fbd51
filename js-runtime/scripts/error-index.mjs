// Writes docs/errors/README.md, the list of all errors, from their pages; a test compares the two. `npm run error-index -w js-runtime`
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file) => readFileSync(`${root}/${file}`, "utf8");
const names = (folder) => readdirSync(`${root}/${folder}`).filter((name) => name.endsWith(".md") && name !== "README.md").sort();

/** The quoted message when a section begins with one, else its first sentence; links become their text. */
function summary(section) {
  const quoted = /^(?:> .*\n?)+/.exec(section);
  const text = quoted !== null ? quoted[0].replace(/^> /gm, "") : section.split("\n\n")[0];
  const line = text.trim().replaceAll("\n", " ").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("|", "\\|");
  return quoted !== null ? line : line.replace(/^(.*?)[.:](?:\s.*)?$/, "$1");
}

function table(rows) {
  return ["| code | what was found |", "| --- | --- |", ...rows.map(([code, link, text]) => `| [\`${code}\`](${link}) | ${text} |`)].join("\n");
}

/** The text of the page. */
export function errorIndex() {
  const pages = names("docs/errors").map((name) => {
    const [, code, section] = /^# (.*)\n+([^]*)$/.exec(read(`docs/errors/${name}`));
    return [code, name, summary(section)];
  });
  const messages = names("js-runtime/messages").flatMap((name) => read(`js-runtime/messages/${name}`).split(/^## /m).slice(1).map((part) => {
    const [, code, section] = /^(.*)\n+([^]*)$/.exec(part);
    return [code, `../../js-runtime/messages/${name}#${code.replace("/", "")}`, summary(section)];
  }));
  return `# Errors

Every error has a code, \`area/name\`, and four parts: what, where, then (what the system did), help. A code is never renumbered or reused. This list is made by
\`npm run error-index -w js-runtime\`; a test compares it with the pages.

## Engine, scheduler and commands

${table(pages)}

## Compiler, runtime and testing kit

Some codes stand in both lists: the testing kit does in Node what the engine does on its side.

${table(messages)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${root}/docs/errors/README.md`, errorIndex());
