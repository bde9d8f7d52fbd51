import type { Plan } from "./plan.js";
import { play } from "./play.js";

export const manifest = { outputTopics: ["chaos-requests", "chaos-outputs", "workflow-scheduler"] };

/** Another bundle, with another frame below each story: nothing that waits in the first one could be read as this. */
export default async function second(plan: Plan): Promise<unknown> {
  const edition = 2;
  const end = await play(plan);
  return edition === 2 ? end : undefined;
}
