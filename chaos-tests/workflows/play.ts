import { child, family } from "./family.js";
import { echo, loop, stumbler } from "./loop.js";
import type { Plan } from "./plan.js";
import { saga } from "./saga.js";
import { clock, sleeper, thrower, waiter } from "./waits.js";

/** Every thread of a chaos run starts here. */
export async function play(plan: Plan): Promise<unknown> {
  switch (plan.story) {
    case "saga": return await saga(plan);
    case "loop": return await loop(plan);
    case "echo": return await echo();
    case "family": return await family(plan);
    case "child": return await child(plan);
    case "clock": return await clock(plan);
    case "waiter": return await waiter();
    case "sleeper": return await sleeper(plan);
    case "thrower": return await thrower(plan);
    case "stumbler": return await stumbler(plan);
  }
}
