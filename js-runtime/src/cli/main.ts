import { Command, CommanderError } from "commander";
import { buildCommand } from "./build.js";

/**
 * Runs the `kafka-workflow` command. Data goes to stdout, the rest to stderr.
 *
 * @param args the arguments after the program's name
 * @param signal ends `--watch`
 * @returns the exit code: 0 done, 1 the work failed, 2 the command was not understood
 */
export async function run(args: readonly string[], signal: AbortSignal = new AbortController().signal): Promise<number> {
  let exitCode = 0;
  const program = new Command("kafka-workflow").description("Builds durable workflows for Kafka").exitOverride();
  program.addCommand(buildCommand((code) => { exitCode = code; }, signal).exitOverride());
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed it
    throw error;
  }
}
