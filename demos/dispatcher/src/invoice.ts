import { ensureThread, outputJSON, ref, threadId } from "kafka-workflow";

export interface Order {
  customer: string;
  cents: number;
}

/** Bills an order, and has a thread of its own remind of it; the two end independently. */
export async function invoice({ customer, cents }: Order): Promise<{ paid: number }> {
  const payment = ref<number>();
  outputJSON({ ref: payment.id, customer, cents }, "billing");
  ensureThread({ workflow: "reminder", payload: { customer, about: threadId } }, `${threadId}/reminder`);
  return { paid: await payment };
}
