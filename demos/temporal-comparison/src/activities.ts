import { outputJSON, ref } from "kafka-workflow";

/** Asks whoever serves the topic `activities`, and waits for the answer. What Temporal calls an activity is here a service of your own. */
export async function call<T = void>(activity: string, argument?: unknown): Promise<T> {
  const answer = ref<T>();
  outputJSON({ ref: answer.id, activity, argument }, "activities");
  return await answer;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
