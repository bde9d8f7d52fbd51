import { refId } from "kafka-workflow";

/** Waits for the answer of its customer; "no" is a failure. */
export default async function asking({ customer }: { customer: string }): Promise<string> {
  const answer = await refId<string>("answer");
  if (answer === "no") throw new Error(`${customer} said no`);
  return `${customer} said ${answer}`;
}
