import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type OutputRecord, type Workflow, loadWorkflow } from "kafka-workflow/testing";
import { RETRIES, isTransient } from "../src/attempts.js";
import { filled } from "../src/definitions.js";
import { PermanentError } from "../src/envelope.js";

const SOURCE = fileURLToPath(new URL("../src/index.ts", import.meta.url));
const COMMAND = { correlation_id: "c-1", workflow: "weather-report", attrs: { city: "Riga" } };

/** The services, the scheduler and the reader of all topics around one workflow. */
class World {
  constructor(readonly workflow: Workflow) {}

  give(command: unknown): void {
    this.workflow.receive({ topic: "orchestrator-commands", key: "k", value: typeof command === "string" ? command : JSON.stringify(command) });
  }

  all(topic: string): OutputRecord[] {
    return [...this.workflow.threads.values()].flatMap(({ outputs }) => outputs).filter((output) => output.topic === topic);
  }

  json(topic: string): unknown[] {
    return this.all(topic).map((output) => output.json);
  }

  /** Answers the last request on a service's topic. */
  answer(service: string, answer: { value: unknown } | { error: unknown }): void {
    for (const thread of this.workflow.threads.values()) {
      const request = thread.outputs.filter((output) => output.topic === service).at(-1);
      const ref = (request?.json as { ref?: string } | undefined)?.ref;
      if (ref === undefined || !thread.openRefs.some(({ id }) => id === ref)) continue;
      if ("value" in answer) thread.resume(ref, answer.value);
      else thread.reject(ref, answer.error);
    }
  }
}

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  const world = async (): Promise<World> => new World(await loadWorkflow(SOURCE, { reload }));

  test("4-02, 4-03, 4-05, 4-13: a command runs its steps, one behind a guard, with its attributes; a step's result is published where the definition says so", async () => {
    const all = await world();
    all.give({ ...COMMAND, attrs: { city: "Riga", translated: true, language: "lv" } });
    expect(all.json("orchestrator-forecasts")).toEqual([{ ref: expect.any(String) as string, query: { city: "Riga" } }]);
    all.answer("orchestrator-forecasts", { value: { sky: "clear" } });
    expect(all.json("orchestrator-translations")).toEqual([{ ref: expect.any(String) as string, query: { text: { sky: "clear" }, language: "lv" } }]);
    all.answer("orchestrator-translations", { value: "skaidrs" });
    expect(all.json("orchestrator-responses")).toEqual([
      { correlation_id: "c-1", status: "step_result", result: { step: "forecast", payload: '{"sky":"clear"}', query: { city: "Riga" } } },
      { correlation_id: "c-1", status: "success", result: { forecast: { sky: "clear" }, translate: "skaidrs" } },
    ]);
    expect(all.all("orchestrator-responses").map(({ key }) => key)).toEqual(["c-1", "c-1"]);
  });

  test("4-04, 4-06: reply_topic says where answers go, and errors beside it", async () => {
    const all = await world();
    all.give({ ...COMMAND, reply_topic: "orchestrator-replies" });
    all.answer("orchestrator-forecasts", { value: "rain" });
    expect(all.json("orchestrator-replies")).toMatchObject([{ status: "step_result", result: { payload: "rain" } }, { status: "success" }]);
    all.give({ ...COMMAND, correlation_id: "c-2", reply_topic: "orchestrator-replies" });
    all.answer("orchestrator-forecasts", { error: { kind: "refused", message: "no such city" } });
    expect(all.json("orchestrator-replies.dlq")).toEqual([{ correlation_id: "c-2", status: "error", error: "no such city" }]);
    expect(all.json("orchestrator-responses")).toEqual([]);
  });

  test.each([
    ["{broken", "the command is not JSON"], ["5", "the command is no JSON object"], [{ correlation_id: "c" }, "the command names no workflow"], [{ ...COMMAND, workflow: "other" }, "there is no workflow other"],
    [{ ...COMMAND, workflow: "constructor" }, "there is no workflow constructor"], [{ ...COMMAND, attrs: [] }, "attrs must be an object"], [{ ...COMMAND, attrs: {} }, "the definition asks for attrs.city"],
    [{ ...COMMAND, reply_topic: "elsewhere" }, "reply_topic is none that"], [{ ...COMMAND, correlation_id: "" }, "correlation_id must be"],
  ])("4-06, 4-07: what can never be carried out is answered with an error at once: %j", async (command, message) => {
    const all = await world();
    all.give(command);
    expect(all.json("orchestrator-responses.dlq")).toEqual([{ correlation_id: (command as { correlation_id?: string }).correlation_id || null, status: "error", error: expect.stringContaining(message) as string }]);
    expect([...all.workflow.threads.values()].map(({ status }) => status)).toEqual(["completed"]);
    expect(all.workflow.undelivered).toEqual([]);
  });

  test("4-08: transient errors are tried again three times, with pauses that double; then it is an error", async () => {
    const all = await world();
    all.give(COMMAND);
    for (const ms of [200, 400, 800]) {
      all.answer("orchestrator-forecasts", { error: { kind: "network", message: "unreachable" } });
      const before = all.all("orchestrator-forecasts").length;
      all.workflow.advance(ms - 1);
      expect(all.all("orchestrator-forecasts").length).toBe(before);
      all.workflow.advance(1);
      expect(all.all("orchestrator-forecasts").length).toBe(before + 1);
    }
    all.answer("orchestrator-forecasts", { error: { kind: "network", message: "unreachable" } });
    expect([all.all("orchestrator-forecasts").length, RETRIES.max]).toEqual([4, 3]);
    expect(all.json("orchestrator-responses.dlq")).toEqual([{ correlation_id: "c-1", status: "error", error: "unreachable" }]);
  });

  test("4-08: permanent errors are not tried again", async () => {
    const all = await world();
    all.give(COMMAND);
    all.answer("orchestrator-forecasts", { error: "no such city" });
    expect([all.all("orchestrator-forecasts").length, all.json("orchestrator-responses.dlq")]).toEqual([1, [{ correlation_id: "c-1", status: "error", error: "no such city" }]]);
  });

  test("4-09: a repeat gets the stored answer and runs nothing, while it runs and until the workflow's time is over", async () => {
    const all = await world();
    all.give(COMMAND);
    all.give({ ...COMMAND, reply_topic: "orchestrator-replies" });
    all.answer("orchestrator-forecasts", { value: "rain" });
    const success = { correlation_id: "c-1", status: "success", result: { forecast: "rain" } };
    expect([all.json("orchestrator-responses").at(-1), all.json("orchestrator-replies")]).toEqual([success, [success]]);
    all.workflow.advance(59_999);
    all.give(COMMAND);
    expect([all.json("orchestrator-responses").length, all.json("orchestrator-responses").at(-1), all.all("orchestrator-forecasts").length]).toEqual([3, success, 1]);
    all.workflow.advance(1);
    expect([all.workflow.thread("command c-1")!.status, all.workflow.undelivered]).toEqual(["completed", []]);
    all.give(COMMAND);
    expect(all.json("orchestrator-forecasts")).toHaveLength(1); // of the thread that runs now: it is done anew
    expect(all.workflow.thread("command c-1")!.status).toBe("waiting");
  });

  test("4-09: an error is not stored: the repeat is carried out", async () => {
    const all = await world();
    all.give(COMMAND);
    all.answer("orchestrator-forecasts", { error: "no such city" });
    all.give(COMMAND);
    all.answer("orchestrator-forecasts", { value: "rain" });
    expect(all.json("orchestrator-responses").at(-1)).toMatchObject({ status: "success" });
  });

  test("4-09: commands without an id are carried out each", async () => {
    const all = await world();
    const { correlation_id: left, ...anonymous } = COMMAND;
    void left;
    all.give(anonymous);
    all.give(anonymous);
    expect(all.all("orchestrator-forecasts").length).toBe(2);
    all.answer("orchestrator-forecasts", { value: "rain" });
    expect(all.json("orchestrator-responses").filter((one) => (one as { status: string }).status === "success")).toEqual([
      { correlation_id: null, status: "success", result: { forecast: "rain" } }, { correlation_id: null, status: "success", result: { forecast: "rain" } }]);
  });

  test("4-11: payloads are not in the log", async () => {
    const all = await world();
    all.give(COMMAND);
    all.answer("orchestrator-forecasts", { value: "rain" });
    expect(all.workflow.thread("command c-1")!.log).toEqual(["info: command c-1 success"]);
  });
});

test("4-08: errors are sorted by what they say of themselves", () => {
  for (const kind of ["network", "timeout", "store", "producer"]) expect(isTransient({ kind })).toBe(true);
  for (const error of [{ kind: "refused" }, "network", null, undefined, new Error("x"), new PermanentError("x")]) expect(isTransient(error)).toBe(false);
});

test("4-02, 4-13: templates are checked, and take attributes and results of earlier steps, as they are or within a text", () => {
  const values = { attrs: { n: 5, city: "Riga" }, steps: { a: [1] } };
  expect(filled({ x: "{{attrs.n}}", y: ["in {{attrs.city}}: {{steps.a}}"], z: null }, values)).toEqual({ x: 5, y: ["in Riga: 1"], z: null });
  expect(() => filled("{{attrs.toString}}", values)).toThrow("attrs.toString, which is not there");
});
