import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadWorkflow } from "../../src/testing/index.js";
import { worldWorkflow } from "./play-world.js";

const steps = fileURLToPath(new URL("../../../engine/src/test/workflows/steps.ts", import.meta.url));

describe("Intl and Date", () => {
  // The engine's GuestStepExecutorTest expects the same values of the same workflow.
  it.each(["never", "step", "microtask"] as const)("are the engine's own; formatters of the module survive, reloaded: %s", async (reload) => {
    const result = (await loadWorkflow(steps, { reload })).start({ kind: "intl" }).resume("go").result as unknown[];
    const [offset] = result.splice(9, 1);
    const [localYear] = result.splice(13, 1);
    expect(result).toEqual(["1.234,50\u00a0€", "lv-LV", "03 02 2026 06 05", "azä", "one", "a, b, and c", "1,000,000", "ı", "3.2.2026",
      "2026-02-03T02:05:06.000Z", 1770076800000, "Invalid Date", "Tue, 03 Feb 2026 04:05:06 GMT"]);
    // The kit has the time zone of the machine, the engine has UTC.
    expect([offset, localYear]).toEqual([new Date(Date.UTC(2026, 1, 3)).getTimezoneOffset(), new Date(2026, 0).toJSON()]);
  });

  it.each([
    ["new Intl.NumberFormat('de')", "a native Intl.NumberFormat"], ["new Intl.DateTimeFormat('de')", "a native Intl.DateTimeFormat"], ["new Intl.Collator('de')", "a native Intl.Collator"],
    ["new Intl.PluralRules('de')", "a native Intl.PluralRules"], ["new Intl.RelativeTimeFormat('de')", "a native Intl.RelativeTimeFormat"], ["new Intl.ListFormat('de')", "a native Intl.ListFormat"],
    ["new Intl.DisplayNames('de', { type: 'region' })", "a native Intl.DisplayNames"], ["new Intl.Segmenter('de')", "a native Intl.Segmenter"], ["new Intl.Locale('de')", "a native Intl.Locale"],
    ["new (class Euros extends Intl.NumberFormat {})('de')", "a native Intl.NumberFormat"], ["new Intl.NumberFormat('de').format", "the function without a name, which is not part of the compiled program"],
  ])("objects that hold internal state of the engine are refused by name: %s", async (made, kind) => {
    const workflow = await worldWorkflow(`const held = { made: ${made} }; await W.ref(); return held;`);
    expect(() => workflow.start()).toThrow(`codec/unserializable-value: cannot save \`held.made\` (${kind}) in a continuation\n  at    world.ts:`);
  });

  it("constructors and the namespace are saved by name", async () => {
    const workflow = await worldWorkflow("const held = [Intl, Intl.NumberFormat, Intl.Collator.prototype]; await W.refId('go'); return held.map((one, i) => one === [Intl, Intl.NumberFormat, Intl.Collator.prototype][i]);");
    expect(workflow.start().resume("go").result).toEqual([true, true, true]);
  });
});
