import { type InputRecord, outputJSON, refId } from "kafka-workflow";

interface Order {
  readonly id: string;
  readonly total: number;
}

export const manifest = {
  outputTopics: ["invoices"],
  inputs: {
    orders: (record: InputRecord) => {
      const order = JSON.parse(record.value ?? "") as Order;
      return { start: { thread: order.id, argument: order } };
    },
    payments: (record: InputRecord) => ({ resume: { thread: record.key!, ref: "paid", value: Number.parseInt(record.value!, 10) } }),
  },
};

/** Sends an invoice and waits until it is paid. */
export default async function order({ id, total }: Order): Promise<object> {
  outputJSON({ total }, "invoices");
  const paid = await refId<number>("paid");
  return { id, open: total - paid };
}
