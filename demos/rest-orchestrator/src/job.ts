import { CancelToken, type InputAction, type InputRecord, output, outputJSON, ref } from "kafka-workflow";

/** A record on workflow-jobs, its key the run. Every group of workers reads it; the one that has the action does it. */
export interface Job {
  /** Names the job in all the world: the run and its ref. A worker may see it twice. */
  readonly jobId: string;
  readonly runId: string;
  readonly workflowId: string;
  readonly stepIndex: number;
  readonly action: string;
  readonly input: unknown;
}

/** A record on workflow-results: `output` is there, or `error`. */
export interface Result {
  readonly jobId: string;
  readonly output?: unknown;
  readonly error?: { readonly message: string };
}

/** Time for one job where its step says nothing. Workers may be down for a while; an action that nobody has must show some day. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** Gives a job to the workers. @returns what the handler returned. @throws what it failed with, or Error when nobody answers in time */
export async function work(job: Omit<Job, "jobId">, timeoutMs = TIMEOUT_MS): Promise<unknown> {
  const answer = ref();
  outputJSON({ jobId: job.runId + answer.id, ...job } satisfies Job, "workflow-jobs", job.runId);
  // the first result settles the ref; later ones of the same job, and those of a job that is given up, are ignored by the engine
  return await Promise.race([answer, limit(timeoutMs)]);
}

async function limit(ms: number): Promise<never> {
  const timer = ref<void>();
  output(String(ms), "workflow-scheduler", timer.key);
  try {
    await timer;
  } catch (reason) {
    if (reason instanceof CancelToken) output("0", "workflow-scheduler", timer.key);
    throw reason;
  }
  throw new Error(`no worker answered within ${ms} ms`);
}

/** The thread of a run. */
export function threadOf(runId: string): string {
  return `run ${runId}`;
}

/** The input of workflow-results. One that names no job is a dead letter. */
export function deliver(record: InputRecord): InputAction {
  const { jobId, output: value, error } = (JSON.parse(record.value ?? "null") ?? {}) as Partial<Result>;
  const [, runId, id] = /^([\w.-]{1,100})(~.{1,100})$/.exec(String(jobId)) ?? [];
  if (runId === undefined || id === undefined) throw new Error("expected a result with the jobId of its job");
  const thread = threadOf(runId);
  return { resume: error === undefined ? { thread, ref: id, value: value ?? null } : { thread, ref: id, error } };
}
