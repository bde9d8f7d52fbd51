// Publishes a command and waits for the answer with its correlation id (4-10): `npm run command -w demos/command-orchestrator -- weather-report '{"city":"Riga"}'`.
// Steps' results are shown as they come; exit code 0: success, 1: error, or no answer in time.
import { compatibilityPartitioner, Consumer, FetchIsolationLevels, MessagesStreamModes, Producer, stringDeserializers, stringSerializers } from "@platformatic/kafka";
import { randomUUID } from "node:crypto";
import { settingsOf } from "./settings.mjs";

const PATIENCE_MS = 60_000;
const [workflow, attrs = "{}"] = process.argv.slice(2);
if (workflow === undefined) {
  process.stderr.write("usage: npm run command -w demos/command-orchestrator -- <workflow> [<attributes as JSON>]\n");
  process.exit(2);
}
const { brokers, commands, responses } = settingsOf(process.env);
const id = randomUUID();
const common = { clientId: "command", bootstrapBrokers: brokers };
const consumer = new Consumer({ ...common, groupId: `command-${id}`, deserializers: stringDeserializers });
const producer = new Producer({ ...common, serializers: stringSerializers, partitioner: compatibilityPartitioner });
const late = setTimeout(() => {
  process.stderr.write(`no answer to ${id} within ${PATIENCE_MS} ms\n`);
  process.exit(1);
}, PATIENCE_MS);
try {
  // the reader first: the answer may be quick
  const stream = await consumer.consume({ topics: [responses, `${responses}.dlq`], mode: MessagesStreamModes.LATEST, isolationLevel: FetchIsolationLevels.READ_COMMITTED, autocommit: false, maxWaitTime: 50 });
  await producer.send({ messages: [{ topic: commands, key: id, value: JSON.stringify({ correlation_id: id, workflow, attrs: JSON.parse(attrs) }) }] });
  for await (const { value } of stream) {
    const answer = JSON.parse(value);
    if (answer.correlation_id !== id) continue;
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    if (answer.status === "step_result") continue;
    process.exitCode = answer.status === "success" ? 0 : 1;
    break;
  }
} finally {
  clearTimeout(late);
  await producer.close();
  await consumer.close(true);
}
