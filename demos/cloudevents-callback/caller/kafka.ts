import { compatibilityPartitioner, Consumer, FetchIsolationLevels, MessagesStreamModes, Producer, stringDeserializers, stringSerializers } from "@platformatic/kafka";
import { randomUUID } from "node:crypto";
import type { KafkaConfig } from "./config.js";
import type { EventProducer } from "./event-start.js";
import { InstanceIndex } from "./instances.js";

/** What the client library is told, for producers and consumers alike. */
export function clientOptions({ clientId, brokers, ssl, sasl }: KafkaConfig): { clientId: string; bootstrapBrokers: string[]; tls?: object; sasl?: { mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512"; username: string; password: string } } {
  return { clientId, bootstrapBrokers: brokers, ...(ssl === undefined ? {} : { tls: { ...ssl } }), ...(sasl === undefined ? {} : { sasl: { ...sasl } }) };
}

/** A producer with the partitioner of Java's client. */
export function kafkaProducer(config: KafkaConfig): EventProducer {
  const producer = new Producer({ ...clientOptions(config), serializers: stringSerializers, partitioner: compatibilityPartitioner });
  return {
    connect: async () => void (await producer.metadata({ topics: [] })),
    send: async (record) => void (await producer.send({ messages: [record] })),
    close: async () => await producer.close(),
  };
}

/** Reads what instances tell of themselves from now on. */
export async function followInstances(config: KafkaConfig, topic: string, onError: (error: Error) => void): Promise<{ instances: InstanceIndex; close: () => Promise<void> }> {
  const instances = new InstanceIndex();
  const consumer = new Consumer({ ...clientOptions(config), groupId: `${config.clientId}-${randomUUID()}`, deserializers: stringDeserializers });
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.LATEST, isolationLevel: FetchIsolationLevels.READ_COMMITTED, autocommit: false, maxWaitTime: 100 });
  stream.on("data", ({ value }) => instances.add(value ?? null));
  stream.on("error", onError);
  return { instances, close: async () => await consumer.close(true) };
}
