import { type InputRecord, output, outputJSON, refId, threadId } from "kafka-workflow";
import { type CloudEvent, cloudEvent, readCloudEvent, writeCloudEvent } from "kafka-workflow/cloudevents";

export const manifest = {
  outputTopics: ["order.instances", "order.events"],
  inputs: {
    /** The type of the event that definitions/order.yaml starts with is the topic, too. */
    "order.placed": (record: InputRecord) => {
      const event = readCloudEvent<Order>(record);
      if (typeof event["orderref"] !== "string") throw new TypeError("the event has no orderref, by which its order could be found");
      return { start: { thread: `order-${event.id}`, argument: { ...event.data, orderref: event["orderref"] }, idempotencyKey: `${event.source} ${event.id}` } };
    },
    /** Callbacks name the instance that asked in their subject. */
    "order.callbacks": (record: InputRecord) => {
      const { subject, type, data } = readCloudEvent(record);
      if (subject === undefined) throw new TypeError("the callback has no subject, which is the instance that it is for");
      return { resume: { thread: subject, ref: "callback", value: { type, data } } };
    },
  },
};

export interface Order {
  readonly item: string;
  readonly total: number;
  /** What whoever started it knows it by; an order that was started without an event has none. */
  readonly orderref?: string;
}

interface Callback {
  readonly type: "payment.made" | "payment.refused";
  readonly data?: { readonly reason?: string };
}

/** Tells who it is, asks for the payment, and waits for the event that says what became of it. */
export default async function order({ item, total, orderref }: Order): Promise<{ item: string; state: string }> {
  const known = orderref === undefined ? {} : { orderref };
  outputJSON({ id: threadId, ...(orderref === undefined ? {} : { variables: known }) }, "order.instances", orderref ?? threadId);
  send(cloudEvent({ type: "payment.requested", source: "/orders", subject: threadId, ...known, data: { item, total } }), "binary");

  const { type, data } = await refId<Callback>("callback");

  const state = type === "payment.made" ? "completed" : "rejected";
  send(cloudEvent({ type: `order.${state}`, source: "/orders", subject: threadId, ...known, data: { item, ...data } }), "structured");
  return { item, state };
}

function send(event: CloudEvent, mode: "binary" | "structured"): void {
  const { value, headers } = writeCloudEvent(event, mode);
  output(value, "order.events", threadId, { headers });
}
