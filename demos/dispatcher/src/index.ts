import { invoice } from "./invoice.js";
import { reminder } from "./reminder.js";
import { shipment } from "./shipment.js";

export const manifest = { outputTopics: ["billing", "warehouse", "mails", "workflow-scheduler"] };

/** What a thread of this bundle starts with: `new:{"workflow":"invoice","payload":{...}}`. */
interface Envelope {
  workflow: string;
  payload: unknown;
}

/** The workflows of this bundle. A name is a promise to everybody who starts one: add names, never change what one means. */
const workflows = new Map<string, (payload: never) => Promise<unknown>>([
  ["invoice", invoice],
  ["reminder", reminder],
  ["shipment", shipment],
]);

/** Chooses the workflow by the envelope, and becomes it. */
export default async function dispatch({ workflow, payload }: Envelope): Promise<unknown> {
  const run = workflows.get(workflow);
  if (run === undefined) throw new Error(`no workflow "${workflow}"; there are ${[...workflows.keys()].join(", ")}`);
  return await run(payload as never);
}
