import { ensureThread, output, outputJSON, ref, refId, threadId } from "kafka-workflow";

export const manifest = { outputTopics: ["lock-events", "exclusive-work", "workflow-scheduler"] };

/** A workflow that needs a lock. A thread that is started with null is a lock itself, named by its thread id. */
export interface Job {
  lock: string;
  /** How long to wait for the lock, milliseconds. */
  waitMs: number;
  /** How long it may be held at most, milliseconds. */
  leaseMs: number;
}

interface Claim {
  id: string;
  /** The await to settle when the lock is granted. */
  thread: string;
  ref: string;
  leaseMs: number;
}

type Message = { claim: Claim } | { release: string };

export default async function main(start: Job | null): Promise<string> {
  return start === null ? await lock() : await work(start);
}

/** Grants one claim after the other, until the thread is ended from outside. */
async function lock(): Promise<never> {
  const releases = new Map<string, () => void>();
  let last = Promise.resolve(); // the queue is a chain of calls, each of which waits for the one before it
  let token = 0;

  const serve = async ({ id, thread, ref: granted, leaseMs }: Claim, turn: Promise<void>): Promise<void> => {
    const released = new Promise<"released">((resolve) => releases.set(id, () => resolve("released")));
    await turn;
    if (!releases.has(id)) {
      outputJSON({ claim: id, event: "withdrawn" }, "lock-events");
      return;
    }
    // A lease may end while its holder still works: what the lock protects must refuse tokens lower than one it has seen.
    const mine = ++token;
    send(thread, { ref: granted, value: mine });
    outputJSON({ claim: id, event: "granted", token: mine }, "lock-events");
    const event = (await Promise.race([released, sleep(leaseMs)])) ?? "expired";
    outputJSON({ claim: id, event, token: mine }, "lock-events");
    releases.delete(id);
  };

  for (;;) {
    const message = await refId<Message>("lock");
    if ("claim" in message) {
      last = serve(message.claim, last);
    } else {
      // Of a claim that is gone already: nothing. Of one that still waits: it is passed over when its turn comes.
      releases.get(message.release)?.();
      releases.delete(message.release);
    }
  }
}

/** How a workflow uses a lock. */
async function work({ lock: name, waitMs, leaseMs }: Job): Promise<string> {
  const granted = ref<number>();
  const id = `${threadId} ${granted.id}`;
  const claim: Claim = { id, thread: threadId, ref: granted.id, leaseMs };
  ensureThread(null, name);
  send(name, { ref: "lock", value: { claim } });
  try {
    const token = await Promise.race([granted, sleep(waitMs)]);
    if (token === undefined) throw new Error(`${name} was not free within ${waitMs} ms`);
    const done = ref<string>();
    outputJSON({ ref: done.id, token }, "exclusive-work");
    return await done;
  } finally {
    send(name, { ref: "lock", value: { release: id } }); // whatever happened, also when the thread is cancelled
  }
}

/** A record for another thread: the scheduler sends what it is given, and 1 ms is at once. */
function send(thread: string, record: object): void {
  output("1", "workflow-scheduler", `${thread}|${JSON.stringify(record)}`);
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
