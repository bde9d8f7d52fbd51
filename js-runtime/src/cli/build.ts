import { join, relative } from "node:path";
import { Command } from "commander";
import { build, CompileFailure } from "../compiler/index.js";

const EXAMPLE = `
Example:
  kafka-workflow build src/index.ts -o dist/index.js
`;

/** `kafka-workflow build <entry> -o <file>`: prints the bundle id, or every error as \`file:line:column: code: ...\`. */
export function buildCommand(exit: (code: number) => void): Command {
  return new Command("build")
    .description("compile a workflow module and all that it imports into one script with a source map")
    .argument("<entry>", "TypeScript or JavaScript module that exports the workflow")
    .requiredOption("-o, --outfile <file>", "where to write the bundle; the source map goes to <file>.map")
    .addHelpText("after", EXAMPLE)
    .action(async (entry: string, { outfile }: { outfile: string }) => {
      try {
        const { bundleId, warnings } = await build({ entry, outfile });
        for (const warning of warnings) process.stderr.write(`${warning}\n`);
        process.stdout.write(`${bundleId}\n`);
      } catch (error) {
        if (!(error instanceof CompileFailure)) throw error;
        for (const { file, line, column, message } of error.errors) {
          const path = error.root === undefined ? file : relative(process.cwd(), join(error.root, file));
          process.stderr.write(`${path}:${line}:${column}: ${message}\n`);
        }
        process.stderr.write(`${error.errors.length} error${error.errors.length === 1 ? "" : "s"}, nothing was written\n`);
        exit(1);
      }
    });
}
