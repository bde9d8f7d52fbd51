import { refId } from "kafka-workflow";

export const manifest = { outputTopics: [] };

/** The code of today: other functions, other locals, other awaits. */
export default async function greet(name: string): Promise<string> {
  const words = ["new", name];
  const add = async (ref: string) => void words.push(await refId<string>(ref));
  await Promise.all([add("answer"), Promise.resolve()]);
  return words.join(" ");
}
