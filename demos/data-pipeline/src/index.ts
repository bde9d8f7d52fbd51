import { CancelToken, outputJSON, ref } from "kafka-workflow";

export const manifest = { outputTopics: ["pipeline-extract", "pipeline-load", "pipeline-checkpoints", "pipeline-quarantine"] };

/** How often a stage of a batch is tried before the batch is put aside. */
const ATTEMPTS_MAX = 3;

export interface Job {
  dataset: string;
  /** Number of batches; they are numbered from 0. */
  batches: number;
  /** How many batches are under way at once. */
  parallel: number;
  /** First batch: where an earlier job stopped, from its last checkpoint. */
  from?: number;
  /** How many batches may be put aside before the job gives up. */
  quarantineMax?: number;
}

export interface Report {
  rows: number;
  quarantined: number[];
}

/** Moves a data set, some batches at a time. The data themselves stay with the services; the workflow passes on where they are. */
export default async function runPipeline(job: Job): Promise<Report> {
  const { dataset, batches, parallel, from = 0, quarantineMax = 0 } = job;
  const report: Report = { rows: 0, quarantined: [] };
  const checkpoint = { next: from, ahead: new Set<number>() };
  let next = from;

  async function worker(): Promise<void> {
    while (next < batches) {
      const batch = next++;
      try {
        const part = await attempt<string>("pipeline-extract", { dataset, batch });
        const rows = await attempt<number>("pipeline-load", { dataset, batch, part });
        report.rows += rows; // not `report.rows += await ...`, which reads the sum before it waits, and loses what others add meanwhile
      } catch (reason) {
        if (reason instanceof CancelToken) throw reason;
        report.quarantined.push(batch);
        outputJSON({ dataset, batch, reason: String(reason) }, "pipeline-quarantine");
        if (report.quarantined.length > quarantineMax) throw new Error(`batch ${batch} failed: ${String(reason)}`);
      }
      if (advance(checkpoint, batch)) outputJSON({ dataset, from: checkpoint.next, rows: report.rows }, "pipeline-checkpoints");
    }
  }

  // The one that fails ends the others: they are cancelled where they wait.
  await Promise.all(Array.from({ length: parallel }, worker));
  return report;
}

/** Batches end in any order; the checkpoint is the first that has not ended. @returns whether it moved */
function advance(checkpoint: { next: number; ahead: Set<number> }, done: number): boolean {
  checkpoint.ahead.add(done);
  const before = checkpoint.next;
  while (checkpoint.ahead.delete(checkpoint.next)) checkpoint.next++;
  return checkpoint.next > before;
}

/** Asks a service, and asks again when it fails. */
async function attempt<T>(topic: string, request: object): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = ref<T>();
    outputJSON({ ref: answer.id, ...request }, topic);
    try {
      return await answer;
    } catch (reason) {
      if (reason instanceof CancelToken || tries === ATTEMPTS_MAX) throw reason;
    }
  }
}
