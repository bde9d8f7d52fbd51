import type { Kept } from "../src/keeper.js";
import type { RunState } from "../src/run.js";

/** A run as the gateway shows it. */
export interface Run extends RunState {
  readonly updatedAt: string;
}

/** A committed record, its value not yet parsed; null is a tombstone. */
export interface Told {
  readonly topic: string;
  readonly key: string;
  readonly value: string | null;
  readonly timestampEpochMs: number;
}

/** Runs that have ended are shown as long as there are no more; the oldest go first. */
const ENDED_RUNS_MAX = 100_000;

/** What definitions, runs and workers have told of themselves, rebuilt from their compacted topics at each start: the gateway keeps nothing of its own. */
export class Views {
  readonly definitions = new Map<string, Kept>();
  /** By run; whoever told something last is at the end. */
  readonly runs = new Map<string, Run>();
  /** Every action that a worker has ever registered. */
  readonly actions = new Set<string>();
  #ended = 0;

  constructor(private readonly endedRunsMax = ENDED_RUNS_MAX) {}

  apply({ topic, key, value, timestampEpochMs }: Told): void {
    if (topic === "workflow-actions") this.actions.add(key);
    else if (topic === "workflow-definitions") put(this.definitions, key, parsed<Kept>(value));
    else if (topic === "workflow-runs") this.#tell(key, parsed<RunState>(value), timestampEpochMs);
  }

  /** The runs that have not ended, the oldest first. */
  activeRuns(): Run[] {
    return [...this.runs.values()].filter(({ status }) => status === "running").sort((left, right) => (left.startedAt < right.startedAt ? -1 : 1));
  }

  #tell(runId: string, state: RunState | undefined, timestampEpochMs: number): void {
    this.#forget(runId);
    if (state === undefined) return;
    this.runs.set(runId, { ...state, updatedAt: new Date(timestampEpochMs).toISOString() });
    if (state.status !== "running") this.#ended++;
    for (const [oldest, { status }] of this.runs) {
      if (this.#ended <= this.endedRunsMax) return;
      if (status !== "running") this.#forget(oldest);
    }
  }

  #forget(runId: string): void {
    const before = this.runs.get(runId);
    if (before !== undefined && before.status !== "running") this.#ended--;
    this.runs.delete(runId);
  }
}

function put<T>(into: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) into.delete(key);
  else into.set(key, value);
}

/** undefined for a tombstone, and for what no thread of ours has written. */
function parsed<T>(value: string | null): T | undefined {
  try {
    return (JSON.parse(value ?? "null") as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
