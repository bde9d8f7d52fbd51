import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { build } from "kafka-workflow/compiler";
import { loadBundle } from "kafka-workflow/testing";
import { engineProperties, entryOf, settingsOf } from "../bin/settings.mjs";

describe("4-01: the environment", () => {
  test("has defaults", () => {
    expect(settingsOf({ KAFKA_BROKERS: "" })).toEqual({
      brokers: ["127.0.0.1:9092"], groupId: "command-orchestrator", commands: "orchestrator-commands", responses: "orchestrator-responses", replies: ["orchestrator-replies"],
      dedupeMs: undefined, logsPayloads: false,
    });
  });

  test("overrides them, for the engine and in the bundle", async () => {
    const settings = settingsOf({ KAFKA_BROKERS: "a:1, b:2", KAFKA_GROUP_ID: "g", KAFKA_COMMANDS_TOPIC: "in", KAFKA_RESPONSES_TOPIC: "out", KAFKA_REPLY_TOPICS: "x,y", DEDUPE_TTL_MS: "5000", LOG_PAYLOADS: "true" });
    expect(engineProperties(settings)).toBe("bootstrap.servers=a:1,b:2\napplication.id=g\n");
    const outfile = join(mkdtempSync(join(tmpdir(), "command-orchestrator-")), "index.js");
    await build({ entry: { contents: entryOf(settings), directory: fileURLToPath(new URL("../src", import.meta.url)), name: "built.ts" }, outfile });
    const workflow = await loadBundle(outfile);
    expect(workflow.inputTopics).toEqual(["in"]);
    expect(workflow.outputTopics).toEqual(expect.arrayContaining(["out", "x", "y", "out.dlq", "x.dlq", "y.dlq"]));
    workflow.receive({ topic: "in", value: '{"correlation_id":"c-1","workflow":"other"}' });
    expect(workflow.thread("command c-1")!.log).toEqual(['info: command c-1 error {"correlation_id":"c-1","workflow":"other"}']);
  });

  test("is refused where it makes no sense", () => {
    for (const DEDUPE_TTL_MS of ["0", "soon", "-1"]) expect(() => settingsOf({ DEDUPE_TTL_MS })).toThrow("DEDUPE_TTL_MS must be a whole number of milliseconds");
  });
});

describe("the page of the demo", () => {
  const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");

  test("4-12, 4-13: names the rights, every setting, and what to look at when something is wrong", () => {
    const source = readFileSync(fileURLToPath(new URL("../bin/settings.mjs", import.meta.url)), "utf8");
    const names = [...source.matchAll(/set\("(\w+)"/g)].map(([, name]) => name!);
    expect(names.length).toBe(7);
    expect(names.filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
    expect(readme).toContain("With ACLs the engine needs");
    expect(readme).toContain("| something is wrong | look at |");
  });
});
