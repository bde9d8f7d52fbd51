import { Ledger } from "./ledger.js";
import { json, type Seen } from "./record.js";

/** How a scenario's records leave; Kafka, or a fake in tests. */
export interface Wire {
  send(topic: string, key: string, value: string, headers?: Record<string, string>): Promise<void>;
}

/** One request to a service: the output of a workflow with a `ref` in it. */
export interface Request {
  /** The thread that asks. */
  thread: string;
  /** Where the answer goes. */
  ref: string;
  /** The request's JSON value. */
  body: Record<string, unknown>;
}

/** Thrown by a service's handler: the `await` in the workflow throws `reason`, a JSON value. */
export class Refusal extends Error {
  constructor(readonly reason: unknown) {
    super("refused");
  }
}

/** Answer of a handler that stays silent. */
export const SILENCE = Symbol("silence");

const WAIT_MAX_MS = 120_000;

/** What a scenario does to a running workflow: a plain client of the protocol, nothing more. */
export class Stage {
  readonly #ledger = new Ledger();
  readonly #services = new Map<string, (request: Request) => unknown>();
  readonly #answered = new Set<string>();
  readonly #taken = new Map<string, number>();
  #failure: Error | undefined;

  constructor(
    private readonly wire: Wire,
    /** Called before each wait: a test may kill the engine here. */
    private readonly beforeWait: () => Promise<void> = async () => {},
  ) {}

  /** Starts the thread. */
  async start(thread: string, argument: unknown, options: { idempotencyKey?: string } = {}): Promise<void> {
    const headers: Record<string, string> = options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey };
    await this.wire.send("workflow-resume", thread, `new:${JSON.stringify(argument ?? null)}`, headers);
  }

  /** Settles the thread's await on `ref`; a named ref may be settled before it is awaited. */
  async settle(thread: string, ref: string, value?: unknown): Promise<void> {
    await this.wire.send("workflow-resume", thread, JSON.stringify({ ref, value }));
  }

  /** The thread's await on `ref` throws `error`. */
  async reject(thread: string, ref: string, error: unknown): Promise<void> {
    await this.wire.send("workflow-resume", thread, JSON.stringify({ ref, error }));
  }

  /** Cancels the thread from outside. */
  async cancel(thread: string, reason: string): Promise<void> {
    await this.wire.send("workflow-resume", thread, JSON.stringify({ cancel: reason }));
  }

  /** Sends any record. */
  async send(topic: string, key: string, value: string, headers?: Record<string, string>): Promise<void> {
    await this.wire.send(topic, key, value, headers);
  }

  /**
   * Answers every request on `topic`, once for each ref: Kafka may show a service the same record twice. The handler's value, or that of
   * its promise, is the answer; {@link SILENCE} is none, a {@link Refusal} becomes an error.
   */
  service(topic: string, handler: (request: Request) => unknown): void {
    this.#services.set(topic, handler);
    for (const seen of this.#ledger.all((each) => each.topic === topic)) void this.#serve(seen);
  }

  /** The next record on `topic` with `key` that this scenario has not taken yet. */
  async next(topic: string, key?: string): Promise<Seen> {
    await this.#wait();
    const place = `${topic}\n${key ?? ""}`;
    const index = this.#taken.get(place) ?? 0;
    this.#taken.set(place, index + 1);
    return await this.#ledger.await(`record ${index + 1} on ${topic}${key === undefined ? "" : ` of ${key}`}`, index, WAIT_MAX_MS,
      (seen) => seen.topic === topic && (key === undefined || seen.key === key));
  }

  /** As {@link next}, its value as JSON. */
  async nextJson<T = unknown>(topic: string, key?: string): Promise<T> {
    return json<T>(await this.next(topic, key));
  }

  /** What the thread returned. Fails when the thread fails. */
  async result<T = unknown>(thread: string): Promise<T> {
    const end = await this.#end(thread);
    if (end.topic !== "workflow-result") throw new Error(`expected a result of ${thread}, but it failed: ${end.value}`);
    return json<T>(end);
  }

  /** Why the thread failed, the text of the error. Fails when the thread completes. */
  async error(thread: string): Promise<string> {
    const end = await this.#end(thread);
    if (end.topic !== "workflow-error") throw new Error(`expected ${thread} to fail, but it returned ${end.value}`);
    return json<string>(end);
  }

  /** Records on `topic`, of `key` when it is given, that have come so far. */
  seen(topic: string, key?: string): Seen[] {
    return this.#ledger.all((seen) => seen.topic === topic && (key === undefined || seen.key === key));
  }

  /** Records on `topic` that no {@link next} has taken. */
  leftOver(topic: string): Seen[] {
    const taken = [...this.#taken].filter(([place]) => place.startsWith(`${topic}\n`)).reduce((sum, [, count]) => sum + count, 0);
    return this.seen(topic).slice(taken);
  }

  /** @internal a record came */
  saw(seen: Seen): void {
    this.#ledger.add(seen);
    if (this.#services.has(seen.topic)) void this.#serve(seen);
  }

  /** @internal something beside the scenario failed */
  failed(error: Error): void {
    this.#failure ??= error;
  }

  /** @internal what failed beside the scenario, if anything */
  get failure(): Error | undefined {
    return this.#failure;
  }

  async #end(thread: string): Promise<Seen> {
    await this.#wait();
    const isEnd = (seen: Seen) => seen.key === thread && (seen.topic === "workflow-result" || seen.topic === "workflow-error");
    return await this.#ledger.await(`end of ${thread}`, 0, WAIT_MAX_MS, isEnd);
  }

  async #wait(): Promise<void> {
    if (this.#failure) throw this.#failure;
    await this.beforeWait();
  }

  async #serve(seen: Seen): Promise<void> {
    try {
      const body = json<Record<string, unknown>>(seen);
      const ref = body["ref"];
      if (typeof ref !== "string") return; // no request: nobody waits for an answer
      const id = `${seen.key} ${ref}`;
      if (this.#answered.has(id)) return;
      this.#answered.add(id);
      await this.#answer(seen, ref, body);
    } catch (error) {
      this.failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #answer(seen: Seen, ref: string, body: Record<string, unknown>): Promise<void> {
    const thread = seen.headers["workflow-thread-id"] ?? seen.key;
    try {
      const value = await this.#services.get(seen.topic)!({ thread, ref, body });
      if (value !== SILENCE) await this.settle(thread, ref, value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.reject(thread, ref, error.reason);
    }
  }
}
