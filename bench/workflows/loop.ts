import * as W from "kafka-workflow";

export const manifest = { outputTopics: [] };

/** Takes events until it has `count` of them: a thread that lives long and keeps little. */
export default async function loop({ count }: { count: number }): Promise<number> {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await W.refId<number>("event");
  return sum;
}
