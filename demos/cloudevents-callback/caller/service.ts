import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, readConfig, secretsOf } from "./config.js";
import type { EventStarts } from "./event-start.js";
import { followInstances, kafkaProducer } from "./kafka.js";
import { makeLog } from "./log.js";
import { createCaller } from "./server.js";

/** A running caller. */
export interface Service {
  readonly server: Server;
  readonly config: Config;
  close(): Promise<void>;
}

/** How clients of Kafka come to be; tests put others here to see that there are none. */
export interface Clients {
  readonly producer: typeof kafkaProducer;
  readonly followInstances: typeof followInstances;
}

const INSTANCES_TOPIC = "order.instances";

/**
 * Starts the caller on the loopback interface. Without `kafka` in the configuration no client is made (0-08).
 *
 * @throws Error naming the fields when the configuration is incomplete (0-09)
 */
export async function startService(given: unknown, write: (line: string) => void, clients: Clients = { producer: kafkaProducer, followInstances }): Promise<Service> {
  const config = readConfig(given);
  const log = makeLog(write, secretsOf(config));
  const { kafka } = config;
  const followed = kafka === undefined ? undefined : await clients.followInstances(kafka, INSTANCES_TOPIC, (error) => log.error(`the topic of instances cannot be read: ${error.message}`));
  const starts: EventStarts | undefined = kafka === undefined || followed === undefined ? undefined : {
    producer: () => clients.producer(kafka), instances: followed.instances, sleep: async (ms) => await sleep(ms),
    onCloseFailed: (error) => log.error(`a producer could not be closed: ${String(error)}`),
  };
  const server = createCaller(config, async (workflow) => await fileOf(config.definitions[workflow]), starts, log);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(config.port, "127.0.0.1", resolve));
  log.info(`listening on 127.0.0.1:${(server.address() as { port: number }).port}, starts by event are ${starts === undefined ? "off" : "on"}`);
  return {
    server, config,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await followed?.close();
    },
  };
}

/** undefined when there is no such file: to the caller, the workflow has no definition. */
async function fileOf(path: string | undefined): Promise<string | undefined> {
  return path === undefined || !existsSync(path) ? undefined : await readFile(path, "utf8");
}
