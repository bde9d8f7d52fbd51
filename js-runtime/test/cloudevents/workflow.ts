// Events are read by an input, kept across awaits, and sent in both modes.
import { type InputRecord, output, refId } from "kafka-workflow";
import { type CloudEvent, cloudEvent, isCloudEvent, readCloudEvent, writeCloudEvent } from "../../src/cloudevents/index.js";

export const manifest = {
  outputTopics: ["answers"],
  inputs: {
    events: (record: InputRecord) => {
      if (!isCloudEvent(record)) return undefined;
      const event = readCloudEvent(record);
      return { start: { thread: event.id, argument: event, idempotencyKey: `${event.source} ${event.id}` } };
    },
    callbacks: (record: InputRecord) => {
      const event = readCloudEvent(record);
      return { resume: { thread: event.subject!, ref: "callback", value: event.data } };
    },
  },
};

export default async function answer(asked: CloudEvent): Promise<string> {
  const answering = cloudEvent({ source: "/answers", type: "answered", subject: asked.id, data: new Uint8Array([0, 255]), datacontenttype: "image/png" });
  const called = await refId("callback");
  const { value, headers } = writeCloudEvent({ ...asked, data: called }, "binary");
  output(value, "answers", asked.id, { headers });
  const whole = writeCloudEvent(answering, "structured");
  output(whole.value, "answers", asked.id, { headers: whole.headers });
  return answering.id;
}
