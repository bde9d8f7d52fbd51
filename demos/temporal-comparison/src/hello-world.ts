import { call } from "./activities.js";

/** Calls one service and returns what it says. */
export async function example(name: string): Promise<string> {
  return await call<string>("greet", name);
}
