import { output } from "kafka-workflow";

/**
 * Sends `{"ref": ref, "value": value}` to another thread. The scheduler carries it, so it may come later: at once is after a millisecond.
 * The manifest has to name `workflow-scheduler`.
 */
export function send(threadId: string, ref: string, value: unknown, delayMs = 1): void {
  output(String(delayMs), "workflow-scheduler", `${threadId}|${JSON.stringify({ ref, value })}`);
}
