import * as W from "kafka-workflow";
import type { Plan } from "./plan.js";
import { ask, hear, pass } from "./speak.js";
import type { Message } from "./plan.js";

/** Starts children and waits for what each reports. A second start of a child that runs changes nothing. */
export async function family({ children, isEnsuredTwice }: Plan & { story: "family" }): Promise<number[]> {
  return await Promise.all(children.map(async (answer, number) => {
    const report = W.ref<Message>();
    const child: Plan = { story: "child", number, parent: W.threadId, ref: report.id, answer };
    for (let n = isEnsuredTwice ? 2 : 1; n > 0; n--) W.ensureThread(child, `${W.threadId}/${number}`);
    hear(await report, `report ${number}`);
    return number;
  }));
}

/** Works, then reports to its parent by way of the service. */
export async function child({ number, parent, ref, answer }: Plan & { story: "child" }): Promise<number> {
  await ask("work", answer);
  pass(`report ${number}`, parent, ref, { ...answer, afterMs: 0 });
  return number;
}
