import { setTimeout as sleep } from "node:timers/promises";
import { type Handler, attempt } from "./attempts.js";
import { Committer } from "./committer.js";
import { type Connection, type Message, connect } from "./kafka.js";
import { Progress } from "./progress.js";
import { type Outgoing, announcements, jobOf, outgoing } from "./records.js";

/** Jobs that one worker does side by side: one that waits for its next attempt holds up no other. */
const JOBS_MAX = 16;
const PAUSE_MS = 1_000;

/** What the worker is with one connection; with the next one it begins anew where its group has committed. */
interface Session {
  readonly connection: Connection;
  readonly partitions: Map<number, { readonly progress: Progress<Message>; readonly committer: Committer }>;
}

/** Does the jobs of the actions that are registered with it, and leaves all others alone. Keeps nothing: every job is safe in its topic until its result is. */
export class Worker {
  readonly #handlers = new Map<string, Handler>();
  readonly #working = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #group = "";
  #session: Session | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly log: (line: string) => void = (line) => void process.stderr.write(`${line}\n`), private readonly connectTo: typeof connect = connect, private readonly pauses: typeof sleep = sleep) {}

  /** @throws Error when the action has a handler, or the worker has started */
  register(action: string, handler: Handler): this {
    if (this.#running !== undefined) throw new Error("register before start");
    if (this.#handlers.has(action)) throw new Error(`the action ${action} is registered already`);
    this.#handlers.set(action, handler);
    return this;
  }

  /**
   * Joins the group and begins; returns when the actions are known to the gateway.
   *
   * @param brokers host:port, with commas between; by default what KAFKA_BROKERS says
   * @param group of all workers that have these actions, in whatever number
   * @throws Error when there is no broker; later on, the worker waits for one
   */
  async start(brokers = process.env["KAFKA_BROKERS"] ?? "127.0.0.1:9092", group = "workflow-workers-node"): Promise<void> {
    if (this.#handlers.size === 0) throw new Error("register an action before start");
    this.#group = group;
    const open = (): Session => (this.#session = { connection: this.connectTo(brokers.split(","), group), partitions: new Map() });
    const { connection } = open();
    try {
      await connection.join();
      await connection.send(announcements(this.#handlers.keys(), group));
    } catch (error) {
      await connection.close().catch((closing: unknown) => this.log(`a connection cannot be closed: ${String(closing)}`));
      throw error;
    }
    this.#running = this.#run(open);
    this.log(`worker ready: ${[...this.#handlers.keys()].join(", ")} as ${group}`);
  }

  /** Resolves when the worker has been closed. */
  async ended(): Promise<void> {
    await this.#running;
  }

  /** Leaves the group. Jobs that wait for their next attempt are left to the others. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#working);
    for (const { committer } of this.#session?.partitions.values() ?? []) await committer.idle();
    await this.#session?.connection.close();
    await this.#running;
  }

  /** Reads until the worker is closed; with another connection when one has broken. */
  async #run(open: () => Session): Promise<void> {
    for (let session = this.#session!, isJoined = true; !this.#closing.signal.aborted; isJoined = false) {
      try {
        if (!isJoined) await session.connection.join();
        await this.#read(session);
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        this.log(`the connection has broken: ${String(error)}`);
        await this.#leave(session);
        session = open();
      }
    }
  }

  /** Tries until it works: whoever is still a member of the group has partitions that nobody reads. */
  async #leave({ connection }: Session): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        await this.#pause(PAUSE_MS);
        await connection.close();
        return;
      } catch (error) {
        this.log(`the broken connection cannot be closed, again in ${PAUSE_MS} ms: ${String(error)}`);
      }
    }
  }

  async #read(session: Session): Promise<void> {
    for await (const message of session.connection.messages) {
      while (this.#working.size >= JOBS_MAX) await Promise.race(this.#working);
      if (this.#closing.signal.aborted) return;
      const working: Promise<void> = this.#take(message, session).finally(() => this.#working.delete(working));
      this.#working.add(working);
    }
    if (!this.#closing.signal.aborted) throw new Error("there are no more records");
  }

  async #take(message: Message, session: Session): Promise<void> {
    const { progress, committer } = this.#partition(message.partition, session);
    if (!progress.begin(message)) return;
    try {
      await this.#work(message);
    } catch (error) {
      if (this.#closing.signal.aborted) return; // whoever has the partition next does it again
      throw error;
    }
    const last = progress.done(message.offset);
    if (last !== undefined) committer.add(async () => await last.commit());
  }

  async #work(message: Message): Promise<void> {
    const job = jobOf(message.value);
    if (job === undefined) this.log(`no job at offset ${message.offset} of partition ${message.partition}`);
    const handler = job && this.#handlers.get(job.action);
    if (job === undefined || handler === undefined) return;
    const outcome = await attempt(job, handler, async (ms) => await this.#pause(ms), this.log);
    await this.#deliver(outgoing(message, job, outcome, this.#group));
  }

  /** Tries until the brokers have it: a job without a result would be done again. */
  async #deliver(records: readonly Outgoing[]): Promise<void> {
    for (const record of records) {
      for (;;) {
        try {
          await this.#session!.connection.send([record]);
          break;
        } catch (error) {
          this.log(`cannot send to ${record.topic}, again in ${PAUSE_MS} ms: ${String(error)}`);
          await this.#pause(PAUSE_MS);
        }
      }
    }
  }

  /** Rejects when the worker is being closed. */
  async #pause(ms: number): Promise<void> {
    await this.pauses(ms, undefined, { signal: this.#closing.signal });
  }

  #partition(number: number, { partitions }: Session): { readonly progress: Progress<Message>; readonly committer: Committer } {
    let partition = partitions.get(number);
    if (partition === undefined) {
      const committer = new Committer((error) => this.log(`what is done of partition ${number} could not be committed, and may come again: ${String(error)}`));
      partitions.set(number, (partition = { progress: new Progress(), committer }));
    }
    return partition;
  }
}
