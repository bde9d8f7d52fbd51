import { CancelToken, outputJSON } from "kafka-workflow";
import type { Definition, Step } from "./definition.js";
import { work } from "./job.js";

/** What a run starts with: the definition as it was then. Whoever changes it later does not change the run. */
export interface RunArgument {
  readonly runId: string;
  readonly workflowId: string;
  /** Of the definition. */
  readonly version: number;
  readonly steps: Definition["steps"];
  readonly input: unknown;
}

/** A record on the compacted topic workflow-runs, its key the run: how it stands. */
export interface RunState {
  readonly runId: string;
  readonly workflowId: string;
  readonly version: number;
  readonly status: "running" | "completed" | "failed" | "cancelled";
  readonly startedAt: string;
  /** The step that is waited for, or that failed; absent when the run is through. */
  readonly stepIndex?: number;
  readonly action?: string;
  /** Of the last step. */
  readonly output?: unknown;
  readonly error?: string;
}

/** Takes the steps in their order, each with the output of the one before, the first with the run's input. */
export async function run({ runId, workflowId, version, steps, input }: RunArgument): Promise<unknown> {
  const startedAt = new Date().toISOString();
  const tell = (state: Pick<RunState, "status" | "output" | "error">, step?: Step): void => {
    const place = step === undefined ? {} : { stepIndex: step.stepIndex, action: step.action };
    outputJSON({ runId, workflowId, version, startedAt, ...place, ...state } satisfies RunState, "workflow-runs", runId);
  };
  let value = input;
  for (const step of steps.toSorted((left, right) => left.stepIndex - right.stepIndex)) {
    tell({ status: "running" }, step);
    try {
      value = await work({ runId, workflowId, stepIndex: step.stepIndex, action: step.action, input: value }, step.timeoutMs);
    } catch (reason) {
      if (reason instanceof CancelToken) {
        tell({ status: "cancelled" }, step);
        throw reason;
      }
      const error = `step ${step.stepIndex} (${step.action}): ${messageOf(reason)}`;
      tell({ status: "failed", error }, step);
      throw new Error(error, { cause: reason });
    }
  }
  tell({ status: "completed", output: value });
  return value;
}

function messageOf(reason: unknown): string {
  const { message } = (reason ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : JSON.stringify(reason);
}
