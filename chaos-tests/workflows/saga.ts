import * as W from "kafka-workflow";
import type { Answer, Plan } from "./plan.js";
import { ask, nap, tell } from "./speak.js";

type Undo = () => void;

/** Reserves every stop, or undoes what was reserved or still asked for; ends by the first refusal or by the timeout. */
export async function saga({ order, stops, timeoutMs }: Plan & { story: "saga" }): Promise<number[]> {
  const undos: Undo[] = [];
  try {
    const all = order === "parallel" ? Promise.all(stops.map((answer, number) => reserve(number, answer, undos))) : oneByOne(stops, undos);
    return await Promise.race([all, timeout(timeoutMs)]);
  } catch (reason) {
    for (const undo of undos.reverse()) undo();
    throw reason;
  }
}

async function oneByOne(stops: Answer[], undos: Undo[]): Promise<number[]> {
  const reserved = [];
  for (const [number, answer] of stops.entries()) reserved.push(await reserve(number, answer, undos));
  return reserved;
}

async function reserve(number: number, answer: Answer, undos: Undo[]): Promise<number> {
  try {
    await ask(`reserve ${number}`, answer);
    undos.push(() => tell(`undo ${number}`));
    return number;
  } catch (reason) {
    if (reason instanceof W.CancelToken) tell(`undo ${number}`);
    throw reason;
  }
}

async function timeout(ms: number): Promise<never> {
  await nap(ms);
  throw new Error("out of time");
}
