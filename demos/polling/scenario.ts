import { deepEqual, match } from "node:assert/strict";
import { Refusal, SILENCE, play } from "demo-harness";

const quick = { firstMs: 100, maxMs: 400 };
const HOUR_MS = 3_600_000;

export default [
  play("An export is asked for until it is ready", async (stage) => {
    stage.service("export-questions", ({ body }) => {
      if (body["attempt"] === 1) return { state: "running" };
      if (body["attempt"] === 2) throw new Refusal("overloaded");
      return { state: "ready", url: "https://files.test/e-1" };
    });
    await stage.start("e-1", { job: "e-1", backoff: quick, answerWithinMs: HOUR_MS });
    for (const attempt of [1, 2, 3]) deepEqual((await stage.nextJson<{ attempt: number }>("export-questions", "e-1")).attempt, attempt);
    deepEqual(await stage.result("e-1"), "https://files.test/e-1");
  }),

  play("A service that never answers is given up", async (stage) => {
    stage.service("export-questions", () => SILENCE);
    await stage.start("e-2", { job: "e-2", backoff: { ...quick, attemptsMax: 3 }, answerWithinMs: 300 });
    match(await stage.error("e-2"), /given up after 3 attempts: Error: no answer within 300 ms/);
    deepEqual(stage.seen("export-questions", "e-2").length, 3);
  }),
];
