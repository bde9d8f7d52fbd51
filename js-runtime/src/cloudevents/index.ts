/**
 * CloudEvents 1.0 in Kafka records: `kafka-workflow/cloudevents`. Plain functions on plain objects, for input functions, workflows and any other program.
 *
 * ```ts
 * export const manifest = {
 *   inputs: {
 *     orders: (record: InputRecord) => {
 *       const event = readCloudEvent<Order>(record);
 *       return { start: { thread: event.data!.id, argument: event.data, idempotencyKey: `${event.source} ${event.id}` } };
 *     },
 *   },
 * };
 * ```
 *
 * @module
 */
export { CloudEventError } from "./error.js";
export { type CloudEvent, cloudEvent } from "./event.js";
export { type EventRecord, type WrittenEvent, isCloudEvent, readCloudEvent, writeCloudEvent } from "./kafka.js";
