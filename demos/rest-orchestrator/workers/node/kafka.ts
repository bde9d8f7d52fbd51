import { Consumer, FetchIsolationLevels, MessagesStreamFallbackModes, MessagesStreamModes, Producer, compatibilityPartitioner, stringDeserializers, stringSerializers } from "@platformatic/kafka";
import { type Incoming, JOBS, type Outgoing } from "./records.js";

/** A record of workflow-jobs, and the way to say that everything up to it is done. */
export interface Message extends Incoming {
  commit(): Promise<void>;
}

export interface Connection {
  /** Joins the group; to be called first. When it rejects, the connection is of no use but has to be closed. */
  join(): Promise<void>;
  readonly messages: AsyncIterable<Message>;
  /** @returns when the brokers have all of it */
  send(records: readonly Outgoing[]): Promise<void>;
  /** @throws Error when it is not closed; it may be called again */
  close(): Promise<void>;
}

/** A worker that died is noticed after this time. */
const SESSION_MS = Number(process.env["WORKER_SESSION_MS"] ?? "10000");

/** A connection that has not joined yet. It begins with the oldest job that the group has not done. */
export function connect(brokers: readonly string[], group: string): Connection {
  const common = { clientId: group, bootstrapBrokers: [...brokers] };
  const producer = new Producer({ ...common, serializers: stringSerializers, partitioner: compatibilityPartitioner });
  const consumer = new Consumer({ ...common, groupId: group, deserializers: stringDeserializers, sessionTimeout: SESSION_MS, heartbeatInterval: SESSION_MS / 4, rebalanceTimeout: SESSION_MS });
  const options = {
    topics: [JOBS], mode: MessagesStreamModes.COMMITTED, fallbackMode: MessagesStreamFallbackModes.EARLIEST, isolationLevel: FetchIsolationLevels.READ_COMMITTED, autocommit: false, maxWaitTime: 100,
  };
  let stream: Awaited<ReturnType<typeof consumer.consume>> | undefined;
  return {
    join: async () => void (stream = await consumer.consume(options)),
    messages: (async function* () {
      for await (const { partition, offset, key, value, commit } of stream!) yield { partition, offset, key: key ?? "", value: value ?? "", commit: async () => await commit() };
    })(),
    send: async (records) => void (await producer.send({ messages: records.map(({ headers = {}, ...record }) => ({ ...record, headers })) })),
    close: async () => {
      await consumer.close(true);
      await producer.close();
    },
  };
}
