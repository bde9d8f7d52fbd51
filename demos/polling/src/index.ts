import { output, outputJSON, ref } from "kafka-workflow";
import { retry, type Backoff } from "./retry.js";

export const manifest = { outputTopics: ["export-questions", "workflow-scheduler"] };

export interface Export {
  job: string;
  backoff?: Partial<Backoff>;
  /** How long one question may stay without an answer, milliseconds. */
  answerWithinMs?: number;
}

type Answer = { state: "running" } | { state: "ready"; url: string };

/** Asks a service that cannot call back until its export is ready. */
export default async function awaitExport({ job, backoff, answerWithinMs = 10_000 }: Export): Promise<string> {
  return await retry(async (attempt) => {
    const answer = await Promise.race([ask(job, attempt), sleep(answerWithinMs)]);
    if (answer === undefined) throw new Error(`no answer within ${answerWithinMs} ms`);
    if (answer.state === "running") throw new Error(`${job} is not ready`);
    return answer.url;
  }, { firstMs: 1_000, maxMs: 60_000, attemptsMax: 20, ...backoff }, sleep);
}

async function ask(job: string, attempt: number): Promise<Answer> {
  const answer = ref<Answer>();
  outputJSON({ ref: answer.id, job, attempt }, "export-questions");
  return await answer;
}

async function sleep(ms: number): Promise<undefined> {
  const timer = ref<undefined>();
  output(String(ms), "workflow-scheduler", timer.key);
  try {
    return await timer;
  } catch (reason) {
    output("0", "workflow-scheduler", timer.key); // nobody waits any more
    throw reason;
  }
}
