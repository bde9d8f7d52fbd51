import {
  Admin, compatibilityPartitioner, Consumer, FetchIsolationLevels, MessagesStreamModes, Producer, stringDeserializers, stringSerializers,
} from "@platformatic/kafka";
import { randomUUID } from "node:crypto";
import type { Seen } from "./record.js";

/** What a plain Kafka client needs to take part: a producer with Java's partitioner, a consumer that sees committed records only. */
export class Kafka {
  readonly #producer;
  readonly #closers: (() => Promise<unknown>)[] = [];

  constructor(readonly bootstrapServers: string) {
    this.#producer = new Producer({
      clientId: "demo", bootstrapBrokers: this.#brokers, serializers: stringSerializers,
      // All records of a thread must be in the partition where Java clients put them; the client's own default agrees only for some counts of partitions.
      partitioner: compatibilityPartitioner,
    });
    this.#closers.push(async () => await this.#producer.close());
  }

  get #brokers(): string[] {
    return this.bootstrapServers.split(",");
  }

  /** Every topic but Kafka's and Kafka Streams' own. */
  async topics(): Promise<string[]> {
    const admin = new Admin({ clientId: "demo-admin", bootstrapBrokers: this.#brokers });
    try {
      const topics = await admin.listTopics({ includeInternals: false });
      return topics.filter((topic) => !topic.startsWith("__") && !topic.endsWith("-changelog") && topic !== "workflow-bundles");
    } finally {
      await admin.close();
    }
  }

  /** Returns when the broker has the record. */
  async send(topic: string, key: string, value: string, headers: Record<string, string> = {}): Promise<void> {
    await this.#producer.send({ messages: [{ topic, key, value, headers }] });
  }

  /** Hands over every committed record of `topics` from the beginning, until {@link close}. `onError` hears of a reader that died. */
  async read(topics: string[], onRecord: (seen: Seen) => void, onError: (error: Error) => void): Promise<void> {
    const consumer = new Consumer({ clientId: "demo-reader", groupId: `demo-${randomUUID()}`, bootstrapBrokers: this.#brokers, deserializers: stringDeserializers });
    this.#closers.push(async () => await consumer.close(true));
    const stream = await consumer.consume({
      topics, mode: MessagesStreamModes.EARLIEST, isolationLevel: FetchIsolationLevels.READ_COMMITTED, autocommit: false, maxWaitTime: 50,
    });
    stream.on("data", (message) => {
      const headers = Object.fromEntries([...message.headers].map(([name, value]) => [String(name), String(value)]));
      onRecord({ topic: message.topic, key: message.key ?? "", value: message.value ?? null, headers });
    });
    stream.on("error", onError);
  }

  async close(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }
}
