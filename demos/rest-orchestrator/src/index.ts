import { deliver } from "./job.js";
import { keep } from "./keeper.js";
import { type RunArgument, run } from "./run.js";

export const manifest = {
  outputTopics: ["workflow-jobs", "workflow-runs", "workflow-definitions", "workflow-scheduler"],
  inputs: { "workflow-results": deliver },
};

/** What a thread of this bundle starts with: a definition is kept, or a run of one is carried out. */
export type Argument = { readonly keep: string } | { readonly run: RunArgument };

export default async function orchestrator(argument: Argument): Promise<unknown> {
  return "keep" in argument ? await keep(argument.keep) : await run(argument.run);
}
