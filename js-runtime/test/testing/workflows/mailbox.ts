import * as W from "kafka-workflow";

export const manifest = { outputTopics: ["mailbox-log"] };

/** What the workflow waits for next: one name, the first of several, all of several, one name in two places, or an id that it makes. */
type Op = { await: string } | { race: string[] } | { all: string[] } | { twice: string } | { ask: true };

interface Plan {
  ops: Op[];
  /** Names that are awaited one after the other when the thread is cancelled. */
  cleanup?: string[];
}

/** Waits as it is told and logs what it got. The engine's MailboxModelTest runs it against a model. */
export default async function mailbox({ ops, cleanup = [] }: Plan): Promise<unknown> {
  const read: unknown[] = [];
  try {
    for (const op of ops) {
      const got = await run(op);
      read.push(got);
      W.outputJSON(got, "mailbox-log");
    }
  } catch (cancelled) {
    for (const name of cleanup) W.outputJSON({ cleanup: await W.refId(name) }, "mailbox-log");
    throw cancelled;
  }
  return read;
}

async function run(op: Op): Promise<unknown> {
  try {
    if ("await" in op) return await W.refId(op.await);
    if ("race" in op) return await Promise.race(op.race.map(waitFor));
    if ("all" in op) return await Promise.all(op.all.map(waitFor));
    if ("twice" in op) return await Promise.all([waitFor(op.twice), waitFor(op.twice)]);
    const asked = W.ref();
    W.outputJSON({ ask: asked.id }, "mailbox-log");
    return await asked;
  } catch (error) {
    if (error instanceof W.CancelToken) throw error;
    if (error === "undo this step") W.output("", "not-in-the-manifest");
    return { error };
  }
}

async function waitFor(name: string): Promise<unknown> {
  return W.refId(name);
}
