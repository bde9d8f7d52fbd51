import { output, outputJSON, ref, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["approval-mails", "workflow-scheduler"] };

export interface Request {
  subject: string;
  /** Who is asked, one after the other: the next one when the one before lets the deadline pass. */
  chain: Approver[];
}

export interface Approver {
  name: string;
  /** Milliseconds between two reminders. */
  remindEveryMs?: number;
  /** Milliseconds until the next in the chain is asked. */
  deadlineMs?: number;
}

export type Reply = { by: string } & ({ action: "approve" } | { action: "reject"; reason: string } | { action: "delegate"; to: string });

export type Decision = { approved: boolean; by?: string; reason?: string };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Asks people until one of them decides. The thread id is the number of the request. */
export default async function approval({ subject, chain }: Request): Promise<Decision> {
  for (const approver of chain) {
    const decision = await ask(subject, approver);
    if (decision !== undefined) return decision;
  }
  return { approved: false, reason: "nobody decided in time" };
}

/** One link of the chain; undefined when its deadline passes. Whoever it is delegated to inherits the deadline. */
async function ask(subject: string, { name, remindEveryMs = DAY_MS, deadlineMs = 3 * DAY_MS }: Approver): Promise<Decision | undefined> {
  let current = name;
  const mail = (to: string, text: string): void => outputJSON({ to, text, subject }, "approval-mails");

  const decided = async (): Promise<Decision> => {
    mail(current, "please decide");
    for (;;) {
      const reply = await refId<Reply>("reply");
      if (reply.by !== current) {
        mail(reply.by, `${current} is to decide`);
      } else if (reply.action === "delegate") {
        current = reply.to;
        mail(current, `please decide for ${reply.by}`);
      } else {
        return { approved: reply.action === "approve", by: reply.by, ...(reply.action === "reject" ? { reason: reply.reason } : {}) };
      }
    }
  };
  const reminding = async (): Promise<never> => {
    for (;;) {
      await sleep(remindEveryMs);
      mail(current, "please remember to decide");
    }
  };
  // The branches that lose are cancelled: no reminder and no deadline stays behind.
  return await Promise.race([decided(), reminding(), sleep(deadlineMs)]);
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
