import { CancelToken, outputJSON } from "kafka-workflow";

/** What a piece of work is: a thread of its own, or something that somebody outside does. */
export type SpawnType = "thread" | "outside";

/** One record of the ledger. All of one lineage have its root as key, so they are in one partition, in order. */
export type Entry =
  | { entry: "spawn-started"; type: SpawnType; id: string; cause: string; root: string }
  | { entry: "spawn-completed"; type: SpawnType; id: string; cause: string; root: string; status: Status }
  | { entry: "step"; id: string; cause: string; root: string };

export type Status = "completed" | "failed" | "cancelled";

/** What a thread hands on to the threads that it starts. */
export interface Lineage {
  /** The thread at the top; key of the ledger's records. */
  root: string;
  /** Whether steps are told as well as spawns. */
  tellsSteps: boolean;
}

/** Which piece of work, and whose it is. */
export interface Spawn {
  type: SpawnType;
  id: string;
  /** Who asked for it: a thread's id, or the caller's for the thread at the top. */
  cause: string;
}

/** Does `work`, with an entry before it and one after it, whatever its end. */
export async function spawned<T>(lineage: Lineage, spawn: Spawn, work: () => Promise<T>): Promise<T> {
  const { root } = lineage;
  tell({ entry: "spawn-started", ...spawn, root });
  try {
    const answer = await work();
    tell({ entry: "spawn-completed", ...spawn, root, status: "completed" });
    return answer;
  } catch (reason) {
    tell({ entry: "spawn-completed", ...spawn, root, status: reason instanceof CancelToken ? "cancelled" : "failed" });
    throw reason;
  }
}

/** Tells that the thread `cause` came so far, where the order wants to know. */
export function step(lineage: Lineage, cause: string, name: string): void {
  if (lineage.tellsSteps) tell({ entry: "step", id: `${cause}#${name}`, cause, root: lineage.root });
}

function tell(entry: Entry): void {
  outputJSON(entry, "lineage-ledger", entry.root);
}
