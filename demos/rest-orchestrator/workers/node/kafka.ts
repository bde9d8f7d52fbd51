import { Consumer, FetchIsolationLevels, MessagesStreamFallbackModes, MessagesStreamModes, Producer, compatibilityPartitioner, stringDeserializers, stringSerializers } from "@platformatic/kafka";
import { type Incoming, JOBS, type Outgoing } from "./records.js";

/** A record of workflow-jobs, and the way to say that everything up to it is done. */
export interface Message extends Incoming {
  commit(): Promise<void>;
}

export interface Connection {
  readonly messages: AsyncIterable<Message>;
  /** @returns when the brokers have all of it */
  send(records: readonly Outgoing[]): Promise<void>;
  close(): Promise<void>;
}

/** A worker that died is noticed after this time. */
const SESSION_MS = Number(process.env["WORKER_SESSION_MS"] ?? "10000");

/** Joins the group of workers, beginning with the oldest job that the group has not done. */
export async function connect(brokers: readonly string[], group: string): Promise<Connection> {
  const common = { clientId: group, bootstrapBrokers: [...brokers] };
  const producer = new Producer({ ...common, serializers: stringSerializers, partitioner: compatibilityPartitioner });
  const consumer = new Consumer({ ...common, groupId: group, deserializers: stringDeserializers, sessionTimeout: SESSION_MS, heartbeatInterval: SESSION_MS / 4, rebalanceTimeout: SESSION_MS });
  const close = async (): Promise<void> => {
    await consumer.close(true);
    await producer.close();
  };
  try {
    const stream = await consumer.consume({
      topics: [JOBS], mode: MessagesStreamModes.COMMITTED, fallbackMode: MessagesStreamFallbackModes.EARLIEST, isolationLevel: FetchIsolationLevels.READ_COMMITTED, autocommit: false, maxWaitTime: 100,
    });
    return {
      messages: (async function* () {
        for await (const { partition, offset, key, value, commit } of stream) yield { partition, offset, key: key ?? "", value: value ?? "", commit: async () => await commit() };
      })(),
      send: async (records) => void (await producer.send({ messages: records.map(({ headers = {}, ...record }) => ({ ...record, headers })) })),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
