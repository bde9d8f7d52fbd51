import type { Job, Result } from "../../src/job.js";
import type { Outcome } from "./attempts.js";

export const JOBS = "workflow-jobs";

/** A record to send. */
export interface Outgoing {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A record of workflow-jobs. */
export interface Incoming {
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: string;
}

/** The job in a record; undefined when there is none in it. */
export function jobOf(value: string): Job | undefined {
  try {
    const job = JSON.parse(value) as Job | null;
    return typeof job?.jobId === "string" && typeof job.action === "string" ? job : undefined;
  } catch {
    return undefined;
  }
}

/** What is sent when a job is done: its result; before it, when it failed, the job itself to the dead letter topic. */
export function outgoing(incoming: Incoming, job: Job, outcome: Outcome, group: string): Outgoing[] {
  const result = (more: string): Outgoing => ({ topic: "workflow-results", key: job.runId, value: `{"jobId":${JSON.stringify(job.jobId)},${more}}` });
  if ("output" in outcome) return [result(`"output":${outcome.output}`)];
  const headers = { "dlt-topic": JOBS, "dlt-partition": String(incoming.partition), "dlt-offset": String(incoming.offset), "dlt-group": group, "dlt-error": outcome.message };
  const error: Required<Result>["error"] = { message: outcome.message };
  return [{ topic: `${JOBS}.DLT`, key: incoming.key, value: incoming.value, headers }, result(`"error":${JSON.stringify(error)}`)];
}

/** What tells the gateway that there is somebody for an action. */
export function announcements(actions: Iterable<string>, group: string): Outgoing[] {
  return [...actions].map((action) => ({ topic: "workflow-actions", key: action, value: JSON.stringify({ group }) }));
}
