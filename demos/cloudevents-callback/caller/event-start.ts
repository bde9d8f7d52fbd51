import { randomUUID } from "node:crypto";
import { cloudEvent, writeCloudEvent } from "kafka-workflow/cloudevents";
import { startEventOf } from "./definition.js";
import { type Instances, awaitInstance } from "./instances.js";

/** A producer that has not connected yet. */
export interface EventProducer {
  connect(): Promise<void>;
  send(record: { topic: string; key: string; value: string; headers: Record<string, string> }): Promise<void>;
  close(): Promise<void>;
}

/** What a start by event needs; there is none when Kafka is not configured. */
export interface EventStarts {
  readonly producer: () => EventProducer;
  readonly instances: Instances;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onCloseFailed: (error: unknown) => void;
}

/** The event was sent, but its instance has not shown up in time: lists of instances will have it. */
export const NOT_FOUND_YET = "kafkaEvent";

/** Start by event was asked for, and Kafka is off (0-10). */
export class EventStartsOff extends Error {
  constructor() {
    super("starts by event are off: `kafka` is not configured");
  }
}

/** The event could not be sent; `cause` says why. */
export class EventNotSent extends Error {}

/** An extra token of the caller's, handed on in a header of its own. */
export interface AuthToken {
  readonly provider: string;
  readonly token: string;
}

/**
 * Starts a workflow by the event that its definition begins with, and finds the instance by a correlation value made for it.
 *
 * @throws DefinitionError, EventStartsOff, EventNotSent
 */
export async function startByEvent(starts: EventStarts | undefined, definition: string | undefined, inputData: object, authTokens: readonly AuthToken[]): Promise<{ id: string }> {
  if (starts === undefined) throw new EventStartsOff();
  const { type, source, correlation } = startEventOf(definition);
  const value = randomUUID();
  const { value: written, headers } = writeCloudEvent(cloudEvent({ type, source, [correlation]: value, data: inputData }), "structured");
  const tokens = Object.fromEntries(authTokens.map(({ provider, token }) => [`x-authorization-${provider.toLowerCase()}`, token]));
  await send(starts, { topic: type, key: value, value: written!, headers: { ...headers, ...tokens } });
  return { id: (await awaitInstance(starts.instances, correlation, value, starts.sleep)) ?? NOT_FOUND_YET };
}

/** The producer is closed whatever happens; an error of closing never hides the first one (0-05). */
async function send({ producer: make, onCloseFailed }: EventStarts, record: Parameters<EventProducer["send"]>[0]): Promise<void> {
  const producer = make();
  try {
    await producer.connect();
    await producer.send(record);
  } catch (error) {
    throw new EventNotSent(`the event could not be sent: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await producer.close().catch(onCloseFailed);
  }
}
