import type { Server } from "node:http";
import { request as rawRequest } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Workflow, loadWorkflow } from "kafka-workflow/testing";
import { LiveViews } from "../gateway/live-views.js";
import { Orchestration, type Resume } from "../gateway/orchestration.js";
import { createGateway } from "../gateway/server.js";
import { settingsOf } from "../gateway/settings.js";
import { type Told, Views } from "../gateway/views.js";
import { Watch } from "../gateway/watch.js";
import type { Job } from "../src/job.js";

const SOURCE = fileURLToPath(new URL("../src/index.ts", import.meta.url));
const NOW = 1_795_000_000_000;
const STEPS = [{ action: "reserve", stepIndex: 0 }, { action: "charge", stepIndex: 1 }];
const DEFINITION = { id: "order", steps: STEPS };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The engine with the demo's workflow, behind its topics: what was told stays there, whoever comes and goes. */
class FakeEngine {
  readonly told: Told[] = [];
  readonly listeners = new Set<(told: Told) => void>();
  readonly #read = new Map<object, number>();
  isDown = false;

  constructor(readonly workflow: Workflow) {}

  readonly send = async (records: readonly Resume[]): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.isDown) return;
    for (const { key, value } of records) {
      const there = this.workflow.thread(key);
      if (/^(?:new|init):/.test(value)) {
        if (there === undefined) this.workflow.start(JSON.parse(value.slice(value.indexOf(":") + 1)), { threadId: key });
      } else {
        const { ref, value: given } = JSON.parse(value) as { ref: string; value: unknown };
        there!.resume(ref, given);
      }
    }
    this.#tell();
  };

  tell(told: Partial<Told>): void {
    const whole = { topic: "workflow-actions", key: "", value: "{}", timestampEpochMs: NOW, ...told };
    this.told.push(whole);
    for (const listener of this.listeners) listener(whole);
  }

  jobs(): Job[] {
    return [...this.workflow.threads.values()].flatMap((thread) => thread.outputs.filter(({ topic }) => topic === "workflow-jobs").map(({ json }) => json as Job));
  }

  finish(job: Job, output: unknown): void {
    this.workflow.receive({ topic: "workflow-results", key: job.runId, value: JSON.stringify({ jobId: job.jobId, output }) });
    this.#tell();
  }

  #tell(): void {
    for (const thread of this.workflow.threads.values()) {
      const told = thread.outputs.filter(({ topic }) => ["workflow-runs", "workflow-definitions"].includes(topic));
      for (const { topic, key, value } of told.slice(this.#read.get(thread) ?? 0)) this.tell({ topic, key, value });
      this.#read.set(thread, told.length);
    }
  }
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

class Gateway {
  readonly lines: string[] = [];
  readonly views = new Views();
  readonly watch = new Watch();
  isReady = true;
  #server!: Server;

  static async of(engine: FakeEngine, send = engine.send): Promise<Gateway> {
    const gateway = new Gateway();
    for (const told of engine.told) gateway.views.apply(told);
    engine.listeners.add((told) => {
      gateway.views.apply(told);
      gateway.watch.changed();
    });
    const orchestration = new Orchestration(send, () => gateway.views, gateway.watch, { defineMs: 50, triggerMs: 50 });
    gateway.#server = createGateway(orchestration, () => gateway.isReady, (line) => gateway.lines.push(line));
    await new Promise<void>((resolve) => gateway.#server.listen(0, "127.0.0.1", resolve));
    closers.push(async () => await new Promise((resolve) => gateway.#server.close(resolve)));
    return gateway;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method, headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers }, ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, type: answer.headers.get("content-type"), headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  }

  async trigger(input: unknown, key?: string): Promise<Answer> {
    return await this.ask("POST", "/workflow/order/trigger", { input }, key === undefined ? {} : { "Idempotency-Key": key });
  }
}

async function stack(): Promise<{ engine: FakeEngine; gateway: Gateway }> {
  const engine = new FakeEngine(await loadWorkflow(SOURCE));
  for (const key of ["reserve", "charge"]) engine.tell({ key });
  return { engine, gateway: await Gateway.of(engine) };
}

describe("definitions", () => {
  test("3-01: are posted and listed, with their steps in order; a change is the next version", async () => {
    const { gateway } = await stack();
    expect((await gateway.ask("GET", "/workflow/")).body).toEqual({ definitions: [] });
    const first = await gateway.ask("POST", "/workflow/", { id: "order", steps: [...STEPS].reverse() });
    expect([first.status, first.body]).toEqual([201, { id: "order", version: 1, steps: STEPS }]);
    expect((await gateway.ask("POST", "/workflow/", DEFINITION)).body).toMatchObject({ version: 1 });
    const changed = await gateway.ask("POST", "/workflow", { id: "order", steps: [STEPS[1]] });
    expect([changed.status, changed.body["version"]]).toEqual([200, 2]);
    await gateway.ask("POST", "/workflow/", { id: "a", steps: STEPS });
    expect((await gateway.ask("GET", "/workflow")).body).toEqual({ definitions: [{ id: "a", version: 1, steps: STEPS }, { id: "order", version: 2, steps: [STEPS[1]] }] });
  });

  test("3-08: are refused with what is wrong with them", async () => {
    const { gateway } = await stack();
    const { status, type, body } = await gateway.ask("POST", "/workflow/", { id: "order", steps: [{ action: "a" }] });
    expect([status, type, body]).toEqual([422, "application/problem+json", { type: "urn:rest-orchestrator:invalid-definition", title: "steps[0].stepIndex must be a whole number from 0", status: 422 }]);
  });
});

describe("runs", () => {
  test("3-02, 3-08: are triggered, shown while they run, and shown when they have ended", async () => {
    const { engine, gateway } = await stack();
    await gateway.ask("POST", "/workflow/", DEFINITION);
    const { status, headers, body } = await gateway.trigger({ item: "book" });
    const runId = body["runId"] as string;
    expect([status, headers.get("location"), body]).toEqual([202, `/workflow/run/${runId}`, { runId, status: "running" }]);
    expect((await gateway.ask("GET", `/workflow/run/${runId}`)).body).toMatchObject({ runId, workflowId: "order", version: 1, status: "running", stepIndex: 0, action: "reserve", updatedAt: new Date(NOW).toISOString() });
    expect((await gateway.ask("GET", "/workflow/runs")).body["runs"]).toMatchObject([{ runId }]);
    engine.finish(engine.jobs()[0]!, { shelf: 7 });
    expect(engine.jobs()[1]).toMatchObject({ action: "charge", input: { shelf: 7 } });
    engine.finish(engine.jobs()[1]!, "paid");
    expect((await gateway.ask("GET", `/workflow/run/${runId}`)).body).toMatchObject({ status: "completed", output: "paid" });
    expect((await gateway.ask("GET", "/workflow/runs")).body).toEqual({ runs: [] });
  });

  test("3-03: the same key is the same run, also at the same time, at another gateway, after a restart, and when the run has ended", async () => {
    const { engine, gateway } = await stack();
    await gateway.ask("POST", "/workflow/", DEFINITION);
    const other = await Gateway.of(engine);
    const answers = await Promise.all(Array.from({ length: 20 }, async (_, at) => await (at % 2 === 0 ? gateway : other).trigger({ at }, "key-1")));
    const runId = answers[0]!.body["runId"];
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body["runId"])}`))).toEqual(new Set([`202 ${String(runId)}`]));
    expect(engine.jobs().length).toBe(1);
    const restarted = await Gateway.of(engine);
    expect((await restarted.trigger("other", "key-1")).body).toEqual({ runId, status: "running" });
    for (const output of ["reserved", "charged"]) engine.finish(engine.jobs().at(-1)!, output);
    expect((await gateway.trigger({}, "key-1")).body).toEqual({ runId, status: "completed" });
    expect(engine.jobs().length).toBe(2);
    expect((await gateway.trigger({}, "key-2")).body["runId"]).not.toBe(runId);
    expect((await gateway.trigger({})).body["runId"]).not.toBe((await gateway.trigger({})).body["runId"]);
  });

  test("3-03: a gateway whose view is behind asks for the same thread with the same idempotency key", async () => {
    const { engine, gateway } = await stack();
    await gateway.ask("POST", "/workflow/", DEFINITION);
    const sent: Resume[] = [];
    const behind = await Gateway.of(engine, async (records) => void sent.push(...records));
    const first = await behind.trigger(1, "k");
    const second = await behind.trigger(1, "k");
    expect([first.status, first.body]).toEqual([202, { runId: second.body["runId"], status: "accepted" }]);
    expect(sent.length).toBe(2);
    expect(sent[0]).toEqual(sent[1]);
    expect(sent[0]).toMatchObject({ key: `run ${String(first.body["runId"])}`, headers: { "idempotency-key": first.body["runId"] } });
  });

  test("3-08: an unknown definition, action or run is said so", async () => {
    const { gateway } = await stack();
    await gateway.ask("POST", "/workflow/", { id: "order", steps: [...STEPS, { action: "fly", stepIndex: 9 }] });
    for (const [method, path, status, title] of [
      ["POST", "/workflow/none/trigger", 404, "there is no definition none"], ["POST", "/workflow/order/trigger", 409, "no worker has ever registered fly: start one that does, or correct the definition order"],
      ["GET", "/workflow/run/none", 404, "there is no run none"], ["GET", "/workflow/run/a%20b", 404, "the path has no name of a definition or a run in it"], ["GET", "/other", 404, "there is nothing at this path"],
    ] as const) {
      const { status: found, type, body } = await gateway.ask(method, path, method === "POST" ? {} : undefined);
      expect([path, found, type, body["title"]]).toEqual([path, status, "application/problem+json", title]);
    }
  });
});

describe("requests", () => {
  test("3-08: that are no JSON are answered with 400 and a problem document", async () => {
    const { gateway } = await stack();
    for (const path of ["/workflow/", "/workflow/order/trigger"]) {
      for (const text of ["{broken", "", "\u0000", "{} {}"]) {
        const { status, type, body } = await gateway.ask("POST", path, text);
        expect([status, type, body]).toEqual([400, "application/problem+json", { type: "urn:rest-orchestrator:malformed-json", title: "the body is not JSON", status: 400 }]);
      }
    }
  });

  test.each([
    ["PUT", "/workflow/", "{}", {}, 405], ["DELETE", "/workflow/run/x", undefined, {}, 405], ["POST", "/workflow/", "{}", { "content-type": "text/plain" }, 415], ["POST", "/workflow/order/trigger", "[]", {}, 422],
    ["POST", "/workflow/order/trigger", '{"inputs":1}', {}, 422], ["POST", "/workflow/order/trigger", "{}", { "Idempotency-Key": "x".repeat(257) }, 400], ["POST", "/workflow/", `{"id":"${"x".repeat(600_000)}"}`, {}, 413],
  ])("3-08: %s %s %.20s is refused", async (method, path, body, headers, status) => {
    const { gateway } = await stack();
    const answer = await gateway.ask(method, path, body, headers as Record<string, string>);
    expect([answer.status, answer.type]).toEqual([status, "application/problem+json"]);
    expect((await gateway.ask("GET", "/workflow/")).status).toBe(200);
  });

  test("3-08: bytes that are no UTF-8 are no JSON", async () => {
    const { gateway } = await stack();
    const status = await new Promise((resolve) => {
      rawRequest({ port: gateway.port, host: "127.0.0.1", path: "/workflow/", method: "POST", headers: { "content-type": "application/json" } }, (answer) => resolve(answer.statusCode)).end(Buffer.from([0x22, 0xff, 0x22]));
    });
    expect(status).toBe(400);
  });

  test("3-07: are not said to have worked when the engine or the brokers are away; nothing of them is in the log", async () => {
    const { engine, gateway } = await stack();
    await gateway.ask("POST", "/workflow/", DEFINITION);
    engine.isDown = true;
    expect((await gateway.ask("POST", "/workflow/", { id: "late", steps: STEPS })).body).toMatchObject({ status: 503, type: "urn:rest-orchestrator:not-confirmed" });
    expect(await gateway.trigger("secret")).toMatchObject({ status: 202, body: { status: "accepted" } });
    const broken = await Gateway.of(engine, async () => { throw new Error("no broker"); });
    expect((await broken.trigger("secret", "k")).body).toMatchObject({ status: 503, type: "urn:rest-orchestrator:not-sent" });
    expect(broken.lines).toEqual(["503 not-sent: Error: no broker"]);
  });

  test("3-09: health says whether what is shown is up to date", async () => {
    const { gateway } = await stack();
    expect((await gateway.ask("GET", "/health")).status).toBe(200);
    gateway.isReady = false;
    expect([(await gateway.ask("GET", "/health/ready")).status, (await gateway.ask("GET", "/health/live")).status, (await gateway.ask("GET", "/workflow/runs")).status]).toEqual([503, 200, 503]);
  });
});

describe("what is shown", () => {
  const run = (key: string, status: string): Told => ({ topic: "workflow-runs", key, value: JSON.stringify({ runId: key, status, startedAt: key }), timestampEpochMs: NOW });

  test("is bounded: the oldest ended runs go first, running ones stay", () => {
    const views = new Views(2);
    for (const told of [run("a", "running"), run("b", "completed"), run("c", "failed"), run("d", "cancelled"), run("c", "failed")]) views.apply(told);
    expect([...views.runs.keys()]).toEqual(["a", "d", "c"]);
    views.apply({ ...run("d", ""), value: null });
    views.apply({ ...run("x", ""), value: "{broken" });
    expect([[...views.runs.keys()], views.activeRuns().map(({ runId }) => runId)]).toEqual([["a", "c"], ["a"]]);
  });

  test("3-07: is read anew when reading fails, and the old is shown until then", async () => {
    let unclosed = 1;
    const readers: { onRecord: (told: Told) => void; catchUp: () => void; fail: (error: Error) => void }[] = [];
    const lines: string[] = [];
    const views = new LiveViews(async (onRecord) => {
      let catchUp = (): void => {};
      let fail: (error: Error) => void = () => {};
      const following = { caughtUp: new Promise<void>((resolve) => (catchUp = resolve)), failed: new Promise<never>((_, reject) => (fail = reject)), close: async () => { if (unclosed-- > 0) throw new Error("not left"); } };
      readers.push({ onRecord, catchUp, fail });
      return following;
    }, new Watch(), (line) => lines.push(line), 1);
    void views.run();
    await vi.waitFor(() => expect(readers.length).toBe(1));
    readers[0]!.onRecord(run("a", "running"));
    expect([views.isReady, views.current.runs.size]).toEqual([false, 0]);
    readers[0]!.catchUp();
    await vi.waitFor(() => expect([views.isReady, views.current.runs.size]).toEqual([true, 1]));
    readers[0]!.fail(new Error("no broker"));
    await vi.waitFor(() => expect(readers.length).toBe(2));
    expect([views.isReady, views.current.runs.size, lines.length]).toEqual([false, 1, 2]);
    readers[1]!.catchUp();
    await vi.waitFor(() => expect([views.isReady, views.current.runs.size]).toEqual([true, 0]));
    await views.close();
  });
});

test("3-09: the environment says where the gateway listens and where the brokers are", () => {
  expect(settingsOf({})).toEqual({ brokers: ["127.0.0.1:9092"], host: "127.0.0.1", port: 8190 });
  expect(settingsOf({ KAFKA_BROKERS: "a:1, b:2", GATEWAY_PORT: "0", GATEWAY_HOST: "::1" })).toEqual({ brokers: ["a:1", "b:2"], host: "::1", port: 0 });
  for (const broken of [{ GATEWAY_PORT: "x" }, { GATEWAY_PORT: "70000" }, { KAFKA_BROKERS: "," }]) expect(() => settingsOf(broken)).toThrow(Object.keys(broken)[0]!);
});
