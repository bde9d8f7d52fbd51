import { outputJSON, refId } from "kafka-workflow";
import type { Definition } from "./definition.js";

/** What is sent to the ref `define` of a definition's thread. */
export interface Change {
  /** Comes back in what the thread tells, so that whoever asked knows that it is done. */
  readonly request: string;
  readonly steps: Definition["steps"];
}

/** A record on the compacted topic workflow-definitions, its key the id. */
export interface Kept extends Definition {
  /** From 1; another one for each change of the steps. */
  readonly version: number;
  /** Of the change that was applied last. */
  readonly request: string;
}

/** The thread of a definition. */
export function keeperOf(id: string): string {
  return `definition ${id}`;
}

/** One thread for each definition, for ever: changes come one after the other, whoever sends them, and the same steps again are no change. */
export async function keep(id: string): Promise<never> {
  let steps: Definition["steps"] = [];
  for (let version = 0; ;) {
    const change = await refId<Change>("define");
    if (JSON.stringify(change.steps) !== JSON.stringify(steps)) {
      version++;
      steps = change.steps;
    }
    outputJSON({ id, version, steps, request: change.request } satisfies Kept, "workflow-definitions", id);
  }
}
