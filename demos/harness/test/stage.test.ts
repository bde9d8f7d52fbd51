import { describe, expect, test } from "vitest";
import { Refusal, SILENCE, Stage } from "../src/index.js";

interface Sent {
  topic: string;
  key: string;
  value: string;
}

function stageAndSent(): { stage: Stage; sent: Sent[] } {
  const sent: Sent[] = [];
  const stage = new Stage({ send: async (topic, key, value) => void sent.push({ topic, key, value }) });
  return { stage, sent };
}

function request(stage: Stage, ref: string): void {
  stage.saw({ topic: "ask", key: "t-1", value: JSON.stringify({ ref, amount: 3 }), headers: { "workflow-thread-id": "t-1" } });
}

describe("a service", () => {
  test("answers each ref once, however often the request is seen", async () => {
    const { stage, sent } = stageAndSent();
    stage.service("ask", ({ body }) => Number(body["amount"]) * 2);
    request(stage, "a");
    request(stage, "a");
    await Promise.resolve();
    await expect.poll(() => sent).toEqual([{ topic: "workflow-resume", key: "t-1", value: '{"ref":"a","value":6}' }]);
  });

  test("refuses with an error, or says nothing", async () => {
    const { stage, sent } = stageAndSent();
    stage.service("ask", ({ ref }) => {
      if (ref === "quiet") return SILENCE;
      throw new Refusal("no room");
    });
    request(stage, "quiet");
    request(stage, "b");
    await expect.poll(() => sent.map((each) => each.value)).toEqual(['{"ref":"b","error":"no room"}']);
  });

  test("that breaks fails the play, not only itself", async () => {
    const { stage } = stageAndSent();
    stage.service("ask", () => {
      throw new TypeError("broken");
    });
    request(stage, "a");
    await expect.poll(() => stage.failure?.message).toBe("broken");
    await expect(stage.next("ask")).rejects.toThrow("broken");
  });
});

describe("waiting", () => {
  test("takes the records of a topic one after the other, past and future", async () => {
    const { stage } = stageAndSent();
    stage.saw({ topic: "out", key: "t-1", value: "1", headers: {} });
    stage.saw({ topic: "out", key: "t-2", value: "9", headers: {} });
    expect(await stage.nextJson("out", "t-1")).toBe(1);
    const second = stage.nextJson("out", "t-1");
    const third = stage.nextJson("out", "t-1");
    stage.saw({ topic: "out", key: "t-1", value: "2", headers: {} });
    stage.saw({ topic: "out", key: "t-1", value: "3", headers: {} });
    expect([await second, await third]).toEqual([2, 3]);
  });

  test("for a result fails when the thread failed, and the other way round", async () => {
    const { stage } = stageAndSent();
    stage.saw({ topic: "workflow-error", key: "t-1", value: '"Error: no"', headers: {} });
    stage.saw({ topic: "workflow-result", key: "t-2", value: "1", headers: {} });
    await expect(stage.result("t-1")).rejects.toThrow("Error: no");
    await expect(stage.error("t-2")).rejects.toThrow("returned 1");
  });
});
