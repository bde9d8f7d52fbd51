import { refId } from "kafka-workflow";
import { call, sleep } from "./activities.js";

type Status = "APPROVED" | "REJECTED" | "TIMED_OUT" | "COMPLETED";

/** An expense is paid when somebody approves it in time. */
export async function expense({ id, timeoutMs = 10_000 }: { id: string; timeoutMs?: number }): Promise<{ status: Status }> {
  await call("createExpense", id);
  const status = await Promise.race<Status>([
    refId("approve").then(() => "APPROVED"),
    refId("reject").then(() => "REJECTED"),
    sleep(timeoutMs).then(() => "TIMED_OUT"),
  ]);
  if (status !== "APPROVED") return { status };
  await call("payment", id);
  return { status: "COMPLETED" };
}
