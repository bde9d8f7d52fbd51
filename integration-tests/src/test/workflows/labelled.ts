import { label, refId } from "kafka-workflow";

/** Labels itself by its customer and by what it waits for, until it is answered; "no" is a failure. */
export default async function labelled({ customer }: { customer: string }): Promise<string> {
  label("customer", customer);
  label("stage", "asked");
  const answer = await refId<string>("answer");
  label("stage", "answered");
  if (answer === "no") throw new Error(`${customer} said no`);
  return `${customer} said ${answer}`;
}
