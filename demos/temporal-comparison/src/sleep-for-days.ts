import { refId } from "kafka-workflow";
import { call, sleep } from "./activities.js";

const MONTH_MS = 30 * 24 * 3_600_000;

/** Sends a mail every 30 days until it is told to stop. */
export async function sleepForDays(): Promise<string> {
  for (let isComplete = false; !isComplete;) {
    await call("sendEmail", "Sleeping for 30 days");
    isComplete = await Promise.race([sleep(MONTH_MS).then(() => false), refId("complete").then(() => true)]);
  }
  return "done!";
}
