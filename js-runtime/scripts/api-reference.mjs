// Writes docs/api.md, the reference of the npm package, from its exports and their TSDoc; a test compares the two. `npm run docs -w js-runtime`
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const ENTRIES = [
  ["kafka-workflow", "src/index.ts", "What workflow code imports. `kafka-workflow build` replaces it by the runtime of the bundle."],
  ["kafka-workflow/cloudevents", "src/cloudevents/index.ts", "CloudEvents 1.0 in Kafka records: plain functions on plain objects, for workflows and any other program. [Inputs](inputs.md#cloudevents) shows how they are used."],
  ["kafka-workflow/testing", "src/testing/index.ts", "Threads in Node, without Kafka; [testing](testing.md) shows how they are used."],
  ["kafka-workflow/compiler", "src/compiler/index.ts", "The compiler, for build tools."],
];

/** Declarations without their bodies, initializers and comments, on one line. */
function signature(node) {
  const from = node.getStart();
  const end = node.body?.getStart() ?? (ts.isPropertyDeclaration(node) && node.initializer !== undefined ? node.type?.end ?? node.name.end : node.end);
  return node.getSourceFile().text.slice(from, end).replace(/\/\*\*[^]*?\*\/\s*/g, "").replace(/^export (default )?/, "").replace(/\s+/g, " ").replace(/[;,{\s]+$/, "").trim();
}

function documentation(symbol, checker) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker).filter(({ name }) => name !== "module").map(({ name, text: parts }) => {
    const words = ts.displayPartsToString(parts).replace(/\s+/g, " ").trim();
    const [first, ...rest] = words.split(" ");
    if (name === "param") return `- \`${first}\`: ${rest.join(" ")}`;
    return name === "throws" && /^[A-Z]\w*$/.test(first) ? `- throws \`${first}\`: ${rest.join(" ")}` : `- ${name}: ${words}`;
  });
  return [text.replace(/\s*\n(?!\n|```)(?=\S)(?![^`]*```)/g, " "), tags.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** What a user of a class or interface can see, in the order of the source; generics of the declaration stand in its heading. */
function members(declaration, checker) {
  if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return [];
  const all = declaration.members.flatMap((member) => ts.isConstructorDeclaration(member) ? member.parameters.filter((parameter) => parameter.modifiers !== undefined) : [member]);
  const visible = all.filter((member) => member.name !== undefined && !ts.isPrivateIdentifier(member.name)
    && !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "internal") && (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0);
  return visible.map((member) => {
    const text = documentation(checker.getSymbolAtLocation(member.name), checker).replaceAll("\n\n", "\n").replaceAll("\n", " ");
    const type = ts.isPropertyDeclaration(member) && member.type === undefined ? `: ${checker.typeToString(checker.getTypeAtLocation(member))}` : "";
    return `| \`${(signature(member) + type).replace(/^(override )?get /, "readonly ").replace(/\(\)(?=: )/, (call) => (ts.isGetAccessor(member) ? "" : call)).replaceAll("|", "\\|")}\` | ${text.replaceAll("|", "\\|").replaceAll(" - ", "; ")} |`;
  });
}

function entry(symbol, checker) {
  const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  const [declaration] = target.declarations;
  const isType = ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration);
  const code = isType ? signature(declaration).replace(/\s*\{[^]*$/, "") : ts.isVariableDeclaration(declaration)
    ? `const ${declaration.name.text}: ${declaration.type?.getText().replace(/\s+/g, " ")}` : signature(declaration);
  const rows = members(declaration, checker);
  const table = rows.length === 0 ? [] : [["| member | |", "| --- | --- |", ...rows].join("\n")];
  return [`### ${symbol.name}`, `\`\`\`ts\n${code}\n\`\`\``, documentation(target, checker), ...table].filter((part) => part !== "").join("\n\n");
}

/** The text of the page. */
export function apiReference() {
  const { config } = ts.readConfigFile(`${root}tsconfig.build.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(ENTRIES.map(([, file]) => root + file), { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const modules = ENTRIES.map(([name, file, about]) => {
    const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(root + file)));
    return [`## ${name}`, about, ...symbols.map((symbol) => entry(symbol, checker))].join("\n\n");
  });
  return `# API of the npm package

Made from the TSDoc of the exports by \`npm run docs -w js-runtime\`; a test compares the two. Nothing else of the package is public.

${modules.join("\n\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(fileURLToPath(new URL("../../docs/api.md", import.meta.url)), apiReference());
