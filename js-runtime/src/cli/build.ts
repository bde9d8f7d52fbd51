import { Command } from "commander";
import { build, CompileFailure } from "../compiler/index.js";
import { bundleSizes } from "../compiler/sizes.js";
import { failureReport, sizeReport } from "./report.js";
import { watchAndBuild } from "./watch.js";

const EXAMPLE = `
Example:
  kafka-workflow build src/index.ts -o dist/index.js --watch

The id of the bundle goes to stdout; warnings, errors and sizes to stderr.
`;

interface Flags {
  readonly outfile: string;
  readonly watch?: boolean;
  readonly minify?: boolean;
}

/** `kafka-workflow build <entry> -o <file>`: prints the bundle id, or every error as \`file:line:column: code: ...\`. */
export function buildCommand(exit: (code: number) => void, signal: AbortSignal): Command {
  return new Command("build")
    .description("compile a workflow module and all that it imports into one script with a source map")
    .argument("<entry>", "TypeScript or JavaScript module that exports the workflow")
    .requiredOption("-o, --outfile <file>", "where to write the bundle; the source map goes to <file>.map")
    .option("--minify", "leave out white space; names stay, and so do positions in stack traces")
    .option("--watch", "build again whenever a source changes, until interrupted")
    .addHelpText("after", EXAMPLE)
    .action(async (entry: string, flags: Flags) => {
      if (flags.watch === true) await watchAndBuild(() => buildAndReport(entry, flags), entry, [flags.outfile, `${flags.outfile}.map`], signal);
      else if ((await buildAndReport(entry, flags)) === undefined) exit(1);
    });
}

/** @returns the files that were read; undefined when the sources have errors, which have been printed */
async function buildAndReport(entry: string, { outfile, minify = false }: Flags): Promise<readonly string[] | undefined> {
  const startedAtMs = performance.now();
  try {
    const { bundleId, warnings, code, map, inputs } = await build({ entry, outfile, minify });
    const tookMs = performance.now() - startedAtMs;
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    process.stderr.write(sizeReport(bundleSizes(code, map), tookMs));
    process.stdout.write(`${bundleId}\n`);
    return inputs;
  } catch (error) {
    if (!(error instanceof CompileFailure)) throw error;
    process.stderr.write(failureReport(error));
    return undefined;
  }
}
