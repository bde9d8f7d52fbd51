import { CancelToken, outputJSON, threadId } from "kafka-workflow";
import { Box, type Mapping, type Start, answerParent, callOutside, callThread } from "./calls.js";
import { type Lineage, spawned, step } from "./ledger.js";

export const manifest = { outputTopics: ["robot-jobs", "carrier-jobs", "lineage-ledger", "lineage-answers", "workflow-scheduler"] };

/** A parcel of several things, for a caller who waits on `lineage-answers` under the key `caller`. */
export interface Order {
  items: string[];
  caller: string;
  /** Steps are in the ledger, too. */
  steps?: boolean;
}

interface Parcel {
  grams: number;
  items: string[];
}

interface Picked {
  item: string;
  grams: number;
}

/** The order is at the top; each of its items is a thread of its own, started by it. One bundle, told apart by what they are started with. */
export default async function main(start: Order | Start<string>): Promise<unknown> {
  return "caller" in start ? await order(start) : await pick(start);
}

async function order({ items, caller, steps }: Order): Promise<{ label: string }> {
  const lineage: Lineage = { root: threadId, tellsSteps: steps === true };
  try {
    const answer = await spawned(lineage, { type: "thread", id: threadId, cause: caller }, () => send(lineage, items));
    outputJSON({ order: threadId, ...answer }, "lineage-answers", caller);
    return answer;
  } catch (reason) {
    outputJSON({ order: threadId, error: String(reason) }, "lineage-answers", caller);
    throw reason;
  }
}

async function send(lineage: Lineage, items: string[]): Promise<{ label: string }> {
  const parcel = new Box<Parcel>({ grams: 0, items: [] });
  await Promise.all(items.map((item) => callThread(lineage, `${threadId}/${item}`, parcel, picking(item))));
  step(lineage, threadId, "packed");
  const label = await callOutside<string>(lineage, "carrier-jobs", "carrier", parcel.content);
  return { label };
}

/** What a child is told, and what its answer does to the parcel. */
function picking(item: string): Mapping<Parcel, string, Picked> {
  return {
    input: () => item,
    output: (parcel, picked) => ({ grams: parcel().grams + picked.grams, items: [...parcel().items, picked.item].sort() }),
  };
}

/** A child: it asks a robot, and its parent hears what became of it. */
async function pick({ argument: item, lineage, parent }: Start<string>): Promise<Picked> {
  try {
    const grams = await callOutside<number>(lineage, "robot-jobs", "robot", { item });
    step(lineage, threadId, "weighed");
    const picked = { item, grams };
    answerParent(parent, { value: picked });
    return picked;
  } catch (reason) {
    // who cancelled it does not wait any more
    if (!(reason instanceof CancelToken)) answerParent(parent, { error: `${item}: ${String(reason)}` });
    throw reason;
  }
}
