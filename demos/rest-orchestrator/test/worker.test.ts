import { describe, expect, test, vi } from "vitest";
import type { Job } from "../src/job.js";
import { OUTPUT_BYTES_MAX, attempt } from "../workers/node/attempts.js";
import { Committer } from "../workers/node/committer.js";
import type { Connection, Message } from "../workers/node/kafka.js";
import { Progress } from "../workers/node/progress.js";
import type { Outgoing } from "../workers/node/records.js";
import { Worker } from "../workers/node/worker.js";

const job = (runId: string, action: string, input: unknown = { n: 1 }): Job => ({ jobId: `${runId}~1`, runId, workflowId: "order", stepIndex: 0, action, input });

describe("an attempt", () => {
  const pauses: number[] = [];
  const sleep = async (ms: number): Promise<void> => void pauses.push(ms);
  const lines: string[] = [];
  const tried = async (handler: Parameters<typeof attempt>[1]): ReturnType<typeof attempt> => {
    pauses.length = lines.length = 0;
    return await attempt(job("r", "a", { n: 2 }), handler, sleep, (line) => lines.push(line));
  };

  test("3-05: gives what the handler returns", async () => {
    expect(await tried((input) => ({ twice: (input as { n: number }).n * 2 }))).toEqual({ output: '{"twice":4}' });
    expect(await tried(async () => {})).toEqual({ output: "null" });
    expect(pauses).toEqual([]);
  });

  test("3-06: is repeated three times, a second apart", async () => {
    expect(await tried(() => { throw new Error("no cover"); })).toEqual({ message: "no cover" });
    expect([pauses, lines.length, lines[3]]).toEqual([[1000, 1000, 1000], 4, "job r~1 (a): attempt 4 of 4 failed: no cover"]);
    expect(await tried(async () => { if (pauses.length < 3) throw new Error("not yet"); return 1; })).toEqual({ output: "1" });
  });

  test("3-06: has failed when its output cannot be sent", async () => {
    expect(await tried(() => "x".repeat(OUTPUT_BYTES_MAX))).toEqual({ message: "the output has 900002 bytes, more than 900000" });
    expect(await tried(() => { throw new Error("x".repeat(OUTPUT_BYTES_MAX)); })).toEqual({ message: "x".repeat(10_000) });
    expect(await tried(() => () => 1)).toEqual({ message: "the output is no JSON, but a function" });
  });
});

test("3-06, 3-07: a partition moves on when all before are done, and takes an offset once while it is worked on", () => {
  const progress = new Progress<{ offset: bigint }>();
  expect([5n, 6n, 9n, 6n].map((offset) => progress.begin({ offset }))).toEqual([true, true, true, false]);
  expect([6n, 5n, 9n].map((offset) => progress.done(offset)?.offset)).toEqual([undefined, 6n, 9n]);
  expect(progress.begin({ offset: 5n })).toBe(true);
});

test("commits run one after the other, the newest stands for those that waited, and one that fails ends nothing", async () => {
  const done: number[] = [];
  const errors: unknown[] = [];
  const committer = new Committer((error) => errors.push(error));
  let release = (): void => {};
  committer.add(async () => { await new Promise<void>((resolve) => (release = resolve)); throw new Error("rebalance"); });
  for (const number of [1, 2, 3]) committer.add(async () => void done.push(number));
  expect(done).toEqual([]);
  release();
  await committer.idle();
  committer.add(async () => void done.push(4));
  await committer.idle();
  expect([done, errors.map(String)]).toEqual([[3, 4], ["Error: rebalance"]]);
});

describe("a worker", () => {
  /** workflow-jobs with these values in one partition, and what was sent and committed. */
  class FakeKafka implements Connection {
    readonly sent: Outgoing[] = [];
    committed = -1n;
    refusals = 0;
    isBroken = false;
    isGone = false;
    unclosed = 0;
    #end = (): void => {};
    readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));
    constructor(private readonly values: string[]) {}

    async join(): Promise<void> {
      if (this.isBroken) throw new Error("no broker");
    }

    get messages(): AsyncIterable<Message> {
      return this.#read();
    }

    async *#read(): AsyncGenerator<Message> {
      if (this.isGone) throw new Error("the broker is gone");
      for (const [at, value] of this.values.entries()) {
        const offset = BigInt(at);
        yield { partition: 0, offset, key: "k", value, commit: async () => void (this.committed = offset) };
      }
      await this.#ended;
    }

    async send(records: readonly Outgoing[]): Promise<void> {
      if (this.refusals-- > 0) throw new Error("no broker");
      this.sent.push(...records);
    }

    async close(): Promise<void> {
      if (this.unclosed-- > 0) throw new Error("not left");
      this.#end();
    }
  }

  const start = async (values: (Job | string)[], pause: (ms: number) => Promise<void> = async () => {}, refusals = 0): Promise<{ worker: Worker; kafka: FakeKafka }> => {
    const kafka = new FakeKafka(values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))));
    const worker = new Worker(() => {}, () => kafka, pause as never).register("echo", (input) => input).register("fail", () => { throw new Error("no cover"); });
    await worker.start("127.0.0.1:1", "g");
    kafka.refusals = refusals;
    return { worker, kafka };
  };

  test("3-06: goes on while a job waits for its next attempt; when that fails for good, it is a dead letter and its run is told", async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const { worker, kafka } = await start([job("r-1", "fail"), job("r-2", "echo")], async () => await gate);
    const results = (): Outgoing[] => kafka.sent.filter(({ topic }) => topic === "workflow-results");
    await vi.waitFor(() => expect(results()).toEqual([{ topic: "workflow-results", key: "r-2", value: '{"jobId":"r-2~1","output":{"n":1}}' }]));
    expect(kafka.committed).toBe(-1n);
    release();
    await vi.waitFor(() => expect(kafka.committed).toBe(1n));
    expect(kafka.sent.filter(({ topic }) => topic === "workflow-jobs.DLT")).toEqual([{ topic: "workflow-jobs.DLT", key: "k", value: JSON.stringify(job("r-1", "fail")),
      headers: { "dlt-topic": "workflow-jobs", "dlt-partition": "0", "dlt-offset": "0", "dlt-group": "g", "dlt-error": "no cover" } }]);
    expect(results()[1]).toEqual({ topic: "workflow-results", key: "r-1", value: '{"jobId":"r-1~1","error":{"message":"no cover"}}' });
    await worker.close();
    await worker.ended();
  });

  test("3-05: announces its actions, and leaves alone what others do and what is no job", async () => {
    const { worker, kafka } = await start([job("r-1", "other"), "{broken", "{}", job("r-2", "echo")]);
    await vi.waitFor(() => expect(kafka.committed).toBe(3n));
    expect(kafka.sent.map(({ topic, key }) => `${topic} ${key}`)).toEqual(["workflow-actions echo", "workflow-actions fail", "workflow-results r-2"]);
    await worker.close();
  });

  test("3-07: tries to send a result until the brokers have it, and commits nothing before", async () => {
    const pauses: number[] = [];
    const { worker, kafka } = await start([job("r-1", "echo")], async (ms) => { pauses.push(ms); expect(kafka.committed).toBe(-1n); }, 2);
    await vi.waitFor(() => expect(kafka.committed).toBe(0n));
    expect([pauses.length, kafka.sent.at(-1)!.key]).toEqual([2, "r-1"]);
    await worker.close();
  });

  test("3-07: joins its group again when the connection has broken, as often as it takes", async () => {
    const lines: string[] = [];
    const [gone, broken, whole] = [new FakeKafka([]), new FakeKafka([]), new FakeKafka([JSON.stringify(job("r-1", "echo"))])];
    Object.assign(gone, { isGone: true, unclosed: 1 });
    broken.isBroken = true;
    const connections = [gone, broken, whole];
    const worker = new Worker((line) => lines.push(line), () => connections.shift()!, (async () => {}) as never).register("echo", (input) => input);
    await worker.start();
    await vi.waitFor(() => expect(whole.committed).toBe(0n));
    expect(whole.sent.map(({ key }) => key)).toEqual(["r-1"]);
    expect(lines.slice(1)).toEqual(["the connection has broken: Error: the broker is gone", "the broken connection cannot be closed, again in 1000 ms: Error: not left", "the connection has broken: Error: no broker"]);
    await worker.close();
    await worker.ended();
  });

  test("3-07: does not start without a broker", async () => {
    const broken = new FakeKafka([]);
    broken.isBroken = true;
    await expect(new Worker(() => {}, () => broken).register("echo", (input) => input).start()).rejects.toThrow("no broker");
  });

  test("3-07: leaves a job that waits for its next attempt to others when it is closed", async () => {
    const pause = async (_: number, __: undefined, { signal }: { signal: AbortSignal }): Promise<void> =>
      await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("closing"))));
    const { worker, kafka } = await start([job("r-1", "fail")], pause as never);
    await vi.waitFor(() => expect(kafka.sent.length).toBe(2));
    await worker.close();
    expect([kafka.committed, kafka.sent.length]).toEqual([-1n, 2]);
  });

  test("3-05: takes one handler for an action, and none when it has started", async () => {
    expect(() => new Worker().register("a", () => 1).register("a", () => 2)).toThrow("a is registered already");
    await expect(new Worker().start()).rejects.toThrow("register an action before start");
    const { worker } = await start([]);
    expect(() => worker.register("b", () => 1)).toThrow("register before start");
    await worker.close();
  });
});
