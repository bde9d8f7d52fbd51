import { deepEqual, equal } from "node:assert/strict";
import { Refusal, type Stage, play } from "demo-harness";

interface Answer {
  readonly correlation_id: string;
  readonly status: string;
  readonly result?: unknown;
  readonly error?: string;
}

const answer = async (stage: Stage, topic: string, id: string): Promise<Answer> => await stage.nextJson<Answer>(topic, id);
const command = async (stage: Stage, id: string, more: object = {}): Promise<void> =>
  await stage.send("orchestrator-commands", id, JSON.stringify({ correlation_id: id, workflow: "weather-report", attrs: { city: "Riga" }, ...more }));

export default [
  play("A command runs its steps, a step's result is published, and the answer has the correlation id", async (stage) => {
    stage.service("orchestrator-forecasts", ({ body }) => `clear in ${(body["query"] as { city: string }).city}`);
    stage.service("orchestrator-translations", () => "skaidrs");
    await command(stage, "c-1", { attrs: { city: "Riga", translated: true, language: "lv" } });
    deepEqual(await answer(stage, "orchestrator-responses", "c-1"), { correlation_id: "c-1", status: "step_result", result: { step: "forecast", payload: "clear in Riga", query: { city: "Riga" } } });
    deepEqual(await answer(stage, "orchestrator-responses", "c-1"), { correlation_id: "c-1", status: "success", result: { forecast: "clear in Riga", translate: "skaidrs" } });
  }),

  play("The same command again gets the stored answer, on the topic that it names, and no service is asked again", async (stage) => {
    let asked = 0;
    stage.service("orchestrator-forecasts", () => `forecast ${++asked}`);
    await command(stage, "c-2");
    await answer(stage, "orchestrator-responses", "c-2");
    deepEqual((await answer(stage, "orchestrator-responses", "c-2")).result, { forecast: "forecast 1" });
    await command(stage, "c-2", { reply_topic: "orchestrator-replies" });
    deepEqual(await answer(stage, "orchestrator-replies", "c-2"), { correlation_id: "c-2", status: "success", result: { forecast: "forecast 1" } });
    equal(asked, 1);
  }),

  play("A transient error is tried again; a permanent one is an answer beside the others", async (stage) => {
    let attempts = 0;
    stage.service("orchestrator-forecasts", ({ body }) => {
      if ((body["query"] as { city: string }).city === "Atlantis") throw new Refusal("no such city");
      if (++attempts < 3) throw new Refusal({ kind: "network", message: "unreachable" });
      return "clear";
    });
    await command(stage, "c-3");
    await answer(stage, "orchestrator-responses", "c-3");
    deepEqual((await answer(stage, "orchestrator-responses", "c-3")).result, { forecast: "clear" });
    equal(attempts, 3);
    await command(stage, "c-4", { attrs: { city: "Atlantis" } });
    deepEqual(await answer(stage, "orchestrator-responses.dlq", "c-4"), { correlation_id: "c-4", status: "error", error: "no such city" });
    await stage.send("orchestrator-commands", "c-5", "{broken");
    equal((await stage.nextJson<Answer>("orchestrator-responses.dlq")).status, "error");
  }),
];
