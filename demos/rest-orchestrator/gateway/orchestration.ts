import { createHash, randomUUID } from "node:crypto";
import { DefinitionError, checkedDefinition } from "../src/definition.js";
import type { Argument } from "../src/index.js";
import { threadOf } from "../src/job.js";
import { type Change, type Kept, keeperOf } from "../src/keeper.js";
import { Problem } from "./problem.js";
import type { Run, Views } from "./views.js";
import type { Watch } from "./watch.js";

/** A record on workflow-resume. */
export interface Resume {
  readonly key: string;
  readonly value: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @returns when the brokers have all of it. @throws when it is not known whether they have */
export type Send = (records: readonly Resume[]) => Promise<void>;

/** How long an answer waits for the engine. */
export interface Patience {
  readonly defineMs: number;
  readonly triggerMs: number;
}

/** What the gateway does: it sends records to threads, and sees in their topics what became of them. */
export class Orchestration {
  constructor(
    private readonly send: Send,
    private readonly views: () => Views,
    private readonly watch: Watch,
    private readonly patience: Patience = { defineMs: 10_000, triggerMs: 5_000 },
  ) {}

  definitions(): Kept[] {
    return [...this.views().definitions.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  activeRuns(): Run[] {
    return this.views().activeRuns();
  }

  /** @throws Problem 404 */
  run(runId: string): Run {
    const run = this.views().runs.get(runId);
    if (run === undefined) throw new Problem(404, "unknown-run", `there is no run ${runId}`);
    return run;
  }

  /** Gives the steps to the definition's thread, and waits until it has them. @throws Problem 422, 503 */
  async define(given: unknown): Promise<Kept> {
    const { id, steps } = checked(given);
    const request = randomUUID();
    await this.#send([
      { key: keeperOf(id), value: `init:${JSON.stringify({ keep: id } satisfies Argument)}` },
      { key: keeperOf(id), value: JSON.stringify({ ref: "define", value: { request, steps } satisfies Change }) },
    ]);
    let kept: Kept | undefined;
    const isDone = (): boolean => {
      const now = this.views().definitions.get(id);
      if (now?.request === request) kept = now;
      return kept !== undefined;
    };
    await this.watch.until(isDone, this.patience.defineMs);
    if (kept === undefined) {
      throw new Problem(503, "not-confirmed", `the definition ${id} is on its way, and was not confirmed within ${this.patience.defineMs} ms: is the engine running?`, { "retry-after": "5" });
    }
    return kept;
  }

  /**
   * Starts a run. The same key gives the same run: its id is made of the key, and the engine starts a thread once for an idempotency key, whichever gateway asks and however often.
   *
   * @returns as soon as the run has told of itself, or after a while; the start is safe in either case
   * @throws Problem 404 for an unknown definition, 409 for actions that no worker has registered, 503
   */
  async trigger(id: string, input: unknown, key: string | undefined): Promise<{ runId: string; status: Run["status"] | "accepted" }> {
    const runId = key === undefined ? randomUUID() : createHash("sha256").update(JSON.stringify([id, key])).digest("hex").slice(0, 32);
    const isThere = (): boolean => this.views().runs.has(runId);
    if (!isThere()) {
      const { version, steps } = this.#startable(id);
      const argument: Argument = { run: { runId, workflowId: id, version, steps, input } };
      await this.#send([{ key: threadOf(runId), value: `new:${JSON.stringify(argument)}`, headers: { "idempotency-key": runId } }]);
      await this.watch.until(isThere, this.patience.triggerMs);
    }
    return { runId, status: this.views().runs.get(runId)?.status ?? "accepted" };
  }

  #startable(id: string): Kept {
    const { definitions, actions } = this.views();
    const definition = definitions.get(id);
    if (definition === undefined) throw new Problem(404, "unknown-definition", `there is no definition ${id}`);
    const unknown = definition.steps.map(({ action }) => action).filter((action) => !actions.has(action));
    if (unknown.length > 0) throw new Problem(409, "unknown-action", `no worker has ever registered ${unknown.join(", ")}: start one that does, or correct the definition ${id}`);
    return definition;
  }

  async #send(records: readonly Resume[]): Promise<void> {
    try {
      await this.send(records);
    } catch (error) {
      throw Object.assign(new Problem(503, "not-sent", "it is not known whether the brokers took the request: send it again", { "retry-after": "5" }), { cause: error });
    }
  }
}

function checked(given: unknown): ReturnType<typeof checkedDefinition> {
  try {
    return checkedDefinition(given);
  } catch (error) {
    if (error instanceof DefinitionError) throw new Problem(422, "invalid-definition", error.message);
    throw error;
  }
}
