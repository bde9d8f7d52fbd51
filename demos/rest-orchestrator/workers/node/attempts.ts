import type { Job } from "../../src/job.js";

/** Does a job: what it returns, or its promise gives, is the output. May be called again for the same job: after a crash, or when another worker had it before. */
export type Handler = (input: unknown, job: Job) => unknown;

/** How a job came out: `output` is JSON. */
export type Outcome = { readonly output: string } | { readonly message: string };

export const RETRIES_MAX = 3;
export const PAUSE_MS = 1_000;
/** With what stands around it, it must fit into a record. */
export const OUTPUT_BYTES_MAX = 900_000;
export const MESSAGE_CHARACTERS_MAX = 10_000;

/**
 * Calls the handler, and again when it fails: three times, each after a second.
 *
 * @param sleep waits so many milliseconds; when it rejects, the job is left to whoever reads it next
 * @param log hears of each failed attempt
 */
export async function attempt(job: Job, handler: Handler, sleep: (ms: number) => Promise<void>, log: (line: string) => void): Promise<Outcome> {
  for (let number = 1; ; number++) {
    try {
      return { output: written(await handler(job.input, job)) };
    } catch (error) {
      const message = (error instanceof Error ? error.message : String(error)).slice(0, MESSAGE_CHARACTERS_MAX);
      log(`job ${job.jobId} (${job.action}): attempt ${number} of ${RETRIES_MAX + 1} failed: ${message}`);
      if (number > RETRIES_MAX) return { message };
    }
    await sleep(PAUSE_MS);
  }
}

function written(output: unknown): string {
  const text = JSON.stringify(output ?? null) as string | undefined;
  if (text === undefined) throw new Error(`the output is no JSON, but a ${typeof output}`);
  const bytes = Buffer.byteLength(text);
  if (bytes > OUTPUT_BYTES_MAX) throw new Error(`the output has ${bytes} bytes, more than ${OUTPUT_BYTES_MAX}`);
  return text;
}
