import { outputJSON, ref } from "kafka-workflow";

export const manifest = { outputTopics: ["minimal-questions"] };

/** Asks one question and waits for the answer, however long it takes. */
export default async function ask(name: string): Promise<string> {
  const answer = ref<string>();
  outputJSON({ ref: answer.id, question: `How are you, ${name}?` }, "minimal-questions");
  return `${name} is ${await answer}`;
}
