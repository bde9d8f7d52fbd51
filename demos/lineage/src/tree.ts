import type { Entry, SpawnType, Status } from "./ledger.js";

/** A piece of work with all that it caused, as the ledger tells it. */
export interface Node {
  id: string;
  type: SpawnType | "step";
  /** `running` until its end is in the ledger. */
  status: Status | "running";
  children: Node[];
}

/**
 * Reads a ledger back as a tree. Entries may come twice (somebody read a topic from its beginning again) and may lack their beginning (retention): what is known is shown, and
 * work whose cause is not known is at the top.
 */
export function readTree(entries: readonly Entry[]): Node[] {
  const nodes = new Map<string, Node>();
  const causes = new Map<string, string>();
  for (const entry of entries) {
    const type = entry.entry === "step" ? "step" : entry.type;
    const node = nodes.get(entry.id) ?? { id: entry.id, type, status: "running", children: [] };
    if (entry.entry !== "spawn-started") node.status = entry.entry === "step" ? "completed" : entry.status;
    nodes.set(entry.id, node);
    causes.set(entry.id, entry.cause);
  }
  const tops: Node[] = [];
  for (const [id, node] of nodes) (nodes.get(causes.get(id)!)?.children ?? tops).push(node);
  return tops;
}

/** The tree for people, a line for each node. */
export function drawTree(nodes: readonly Node[], indent = ""): string {
  return nodes.map((node) => `${indent}${node.type} ${node.id}: ${node.status}\n${drawTree(node.children, `${indent}  `)}`).join("");
}
