import { refId } from "kafka-workflow";

export const manifest = { outputTopics: [] };

/** The code of yesterday. */
export default async function greet(name: string): Promise<string> {
  const answer = await refId<string>("answer");
  return `old ${name} ${answer}`;
}
