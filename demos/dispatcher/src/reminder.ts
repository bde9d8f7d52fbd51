import { outputJSON, refId } from "kafka-workflow";

const WEEK_MS = 7 * 24 * 3_600_000;
const REMINDERS_MAX = 3;

/** Writes once a week until it is told to stop, three times at most. */
export async function reminder({ customer, about }: { customer: string; about: string }): Promise<{ sent: number }> {
  for (let sent = 0; sent < REMINDERS_MAX; sent++) {
    const isStopped = await Promise.race([refId("stop").then(() => true), week().then(() => false)]);
    if (isStopped) return { sent };
    outputJSON({ customer, text: `reminder ${sent + 1} of ${about}` }, "mails");
  }
  return { sent: REMINDERS_MAX };
}

function week(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, WEEK_MS));
}
