import { sleep } from "./activities.js";

const ITERATIONS = 10;

/** A loop. There is no history that would have to be cut, so nothing continues as new. */
export async function loopingWorkflow(): Promise<void> {
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    console.log("running iteration", iteration);
    await sleep(1_000);
  }
}
