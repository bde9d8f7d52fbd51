import { setTimeout as sleep } from "node:timers/promises";
import { type Handler, attempt } from "./attempts.js";
import { Committer } from "./committer.js";
import { type Connection, type Message, connect } from "./kafka.js";
import { Progress } from "./progress.js";
import { type Outgoing, announcements, jobOf, outgoing } from "./records.js";

/** Jobs that one worker does side by side: one that waits for its next attempt holds up no other. */
const JOBS_MAX = 16;
const RESEND_MS = 1_000;

/** Does the jobs of the actions that are registered with it, and leaves all others alone. Keeps nothing: every job is safe in its topic until its result is. */
export class Worker {
  readonly #handlers = new Map<string, Handler>();
  readonly #partitions = new Map<number, { readonly progress: Progress<Message>; readonly committer: Committer }>();
  readonly #working = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #group = "";
  #connection: Connection | undefined;
  #reading: Promise<void> | undefined;

  constructor(private readonly log: (line: string) => void = (line) => void process.stderr.write(`${line}\n`), private readonly connectTo: typeof connect = connect, private readonly pauses: typeof sleep = sleep) {}

  /** @throws Error when the action has a handler, or the worker has started */
  register(action: string, handler: Handler): this {
    if (this.#reading !== undefined) throw new Error("register before start");
    if (this.#handlers.has(action)) throw new Error(`the action ${action} is registered already`);
    this.#handlers.set(action, handler);
    return this;
  }

  /**
   * Joins the group and begins; returns when the actions are known to the gateway.
   *
   * @param brokers host:port, with commas between; by default what KAFKA_BROKERS says
   * @param group of all workers that have these actions, in whatever number
   */
  async start(brokers = process.env["KAFKA_BROKERS"] ?? "127.0.0.1:9092", group = "workflow-workers-node"): Promise<void> {
    if (this.#handlers.size === 0) throw new Error("register an action before start");
    this.#group = group;
    const connection = await this.connectTo(brokers.split(","), group);
    this.#connection = connection;
    await connection.send(announcements(this.#handlers.keys(), group));
    this.#reading = this.#read(connection);
    this.log(`worker ready: ${[...this.#handlers.keys()].join(", ")} as ${group}`);
  }

  /** Resolves when the worker has been closed. @throws what ended it otherwise: start it anew, nothing is lost */
  async ended(): Promise<void> {
    await this.#reading;
  }

  /** Leaves the group. Jobs that wait for their next attempt are left to the others. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#working);
    for (const { committer } of this.#partitions.values()) await committer.idle();
    await this.#connection?.close();
    await this.#reading?.catch(() => {}); // told to whoever asked `ended`
  }

  async #read({ messages }: Connection): Promise<void> {
    for await (const message of messages) {
      while (this.#working.size >= JOBS_MAX) await Promise.race(this.#working);
      if (this.#closing.signal.aborted) return;
      const working: Promise<void> = this.#take(message).finally(() => this.#working.delete(working));
      this.#working.add(working);
    }
  }

  async #take(message: Message): Promise<void> {
    const { progress, committer } = this.#partition(message.partition);
    if (!progress.begin(message)) return;
    try {
      await this.#work(message);
    } catch (error) {
      // closing: whoever has the partition next does it again
      if (this.#closing.signal.aborted) return;
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
    const outcome = await attempt(job, handler, async (ms) => void (await this.pauses(ms, undefined, { signal: this.#closing.signal })), this.log);
    await this.#deliver(outgoing(message, job, outcome, this.#group));
  }

  /** Tries until the brokers have it: a job without a result would be done again. */
  async #deliver(records: readonly Outgoing[]): Promise<void> {
    for (const record of records) {
      for (;;) {
        try {
          await this.#connection!.send([record]);
          break;
        } catch (error) {
          this.log(`cannot send to ${record.topic}, again in ${RESEND_MS} ms: ${String(error)}`);
          await this.pauses(RESEND_MS, undefined, { signal: this.#closing.signal });
        }
      }
    }
  }

  #partition(number: number): { readonly progress: Progress<Message>; readonly committer: Committer } {
    let partition = this.#partitions.get(number);
    if (partition === undefined) {
      const committer = new Committer((error) => this.log(`what is done of partition ${number} could not be committed, and may come again: ${String(error)}`));
      this.#partitions.set(number, (partition = { progress: new Progress(), committer }));
    }
    return partition;
  }
}
