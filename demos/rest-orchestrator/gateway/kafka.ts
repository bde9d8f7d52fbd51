import { Consumer, FetchIsolationLevels, MessagesStreamModes, Producer, compatibilityPartitioner, stringDeserializers, stringSerializers } from "@platformatic/kafka";
import { randomUUID } from "node:crypto";
import type { Send } from "./orchestration.js";
import type { Told } from "./views.js";

/** Sends to workflow-resume; with the partitioner of Java's client, as everybody who does. */
export function makeSender(brokers: readonly string[]): { send: Send; close: () => Promise<void> } {
  const producer = new Producer({ clientId: "gateway", bootstrapBrokers: [...brokers], serializers: stringSerializers, partitioner: compatibilityPartitioner });
  return {
    send: async (records) => void (await producer.send({ messages: records.map(({ key, value, headers = {} }) => ({ topic: "workflow-resume", key, value, headers })) })),
    close: async () => await producer.close(),
  };
}

/** Reads topics from their beginning, and goes on with what comes. */
export interface Following {
  /** When everything that was there at the start has been handed over. */
  readonly caughtUp: Promise<void>;
  /** Rejects when reading cannot go on; never resolves. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

const LOOK_MS = 20;

/** @param onRecord gets every committed record of `topics`, those of one key in their order */
export async function follow(brokers: readonly string[], topics: readonly string[], onRecord: (told: Told) => void): Promise<Following> {
  // every gateway reads everything: a group of its own, without offsets
  const consumer = new Consumer({ clientId: "gateway", groupId: `gateway-${randomUUID()}`, bootstrapBrokers: [...brokers], deserializers: stringDeserializers });
  try {
    const ends = await consumer.listOffsets({ topics: [...topics], isolationLevel: FetchIsolationLevels.READ_COMMITTED });
    const stream = await consumer.consume({ topics: [...topics], mode: MessagesStreamModes.EARLIEST, isolationLevel: FetchIsolationLevels.READ_COMMITTED, autocommit: false, maxWaitTime: 100 });
    const failed = new Promise<never>((_, reject) => stream.on("error", reject));
    failed.catch(() => {}); // whoever follows hears of it
    stream.on("data", ({ topic, key, value, timestamp }) => onRecord({ topic, key: key ?? "", value: value ?? null, timestampEpochMs: Number(timestamp) }));
    const isCaughtUp = (): boolean => stream.readableLength === 0
      && [...ends].every(([topic, offsets]) => offsets.every((end, partition) => (stream.offsetsToFetch.get(`${topic}:${partition}`) ?? -1n) >= end));
    let timer: NodeJS.Timeout | undefined;
    const caughtUp = new Promise<void>((resolve) => {
      timer = setInterval(() => {
        if (!isCaughtUp()) return;
        clearInterval(timer);
        resolve();
      }, LOOK_MS);
    });
    return {
      caughtUp, failed,
      close: async () => {
        clearInterval(timer);
        await consumer.close(true);
      },
    };
  } catch (error) {
    await consumer.close(true);
    throw error;
  }
}
