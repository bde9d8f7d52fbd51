import { loopingWorkflow } from "./continue-as-new.js";
import { expense } from "./expense.js";
import { example } from "./hello-world.js";
import { openAccount } from "./saga.js";
import { unblockOrCancel } from "./signals-queries.js";
import { sleepForDays } from "./sleep-for-days.js";

export const manifest = { outputTopics: ["activities", "answers", "workflow-scheduler"] };

/** By the names of the samples that they are variants of. */
const samples = new Map<string, (argument: never) => Promise<unknown>>([
  ["hello-world", example],
  ["sleep-for-days", sleepForDays],
  ["signals-queries", unblockOrCancel],
  ["expense", expense],
  ["saga", openAccount],
  ["continue-as-new", loopingWorkflow],
]);

export default async function run({ sample, argument }: { sample: string; argument?: unknown }): Promise<unknown> {
  const workflow = samples.get(sample);
  if (workflow === undefined) throw new Error(`no sample "${sample}"; there are ${[...samples.keys()].join(", ")}`);
  return await workflow(argument as never);
}
