import { deepEqual, match } from "node:assert/strict";
import { Refusal, SILENCE, play } from "demo-harness";

const scenes = ["sunrise", "chase", "sunset"];

export default [
  play("A film of twenty scenes: twenty threads, one result", async (stage) => {
    stage.service("render-jobs", () => 24);
    await stage.start("f-1", { scenes: Array.from({ length: 20 }, (_, i) => `scene-${i}`) });
    deepEqual(await stage.result("f-1"), { frames: 480 });
    deepEqual(await stage.result("f-1/scene-19"), 24);
  }),

  play("One scene cannot be rendered: the others are cancelled", async (stage) => {
    // Nobody is done before the bad one: who is cancelled would be chance otherwise.
    stage.service("render-jobs", ({ thread }) => {
      if (thread === "f-2/chase") throw new Refusal("out of memory");
      return SILENCE;
    });
    await stage.start("f-2", { scenes });
    deepEqual(await stage.error("f-2"), "chase: out of memory");
    for (const scene of ["sunrise", "sunset"]) {
      match(await stage.error(`f-2/${scene}`), /not needed any more/);
      deepEqual((await stage.nextJson<{ scene: string }>("render-cancels", `f-2/${scene}`)).scene, scene);
    }
  }),

  play("The film itself is cancelled, and its scenes with it", async (stage) => {
    stage.service("render-jobs", () => SILENCE);
    await stage.start("f-3", { scenes });
    for (const scene of scenes) await stage.next("render-jobs", `f-3/${scene}`);
    await stage.cancel("f-3", "no money left");
    match(await stage.error("f-3"), /no money left/);
    for (const scene of scenes) match(await stage.error(`f-3/${scene}`), /not needed any more/);
  }),
];
