import { label, refId } from "kafka-workflow";

/** Labels set before, between and after awaits, in a closure and in a cleanup. */
export default async function order({ customer, fails }: { customer: string; fails?: boolean }): Promise<string> {
  label("customer", customer);
  const stage = (name: string): void => label("stage", name);
  try {
    stage("paying");
    await refId("paid");
    stage("packing");
    await Promise.all([pack(), refId("address")]);
    if (fails === true) throw new Error("out of stock");
    label("stage", null);
    return "sent";
  } finally {
    label("closed", "yes");
  }
}

async function pack(): Promise<void> {
  await undefined;
  label("box", "small");
  await refId("packed");
  label("box", "large");
}
