import { follow, makeSender } from "./kafka.js";
import { LiveViews } from "./live-views.js";
import { Orchestration } from "./orchestration.js";
import { createGateway } from "./server.js";
import { settingsOf } from "./settings.js";
import { VIEW_TOPICS, makeTopics } from "./topics.js";
import { Watch } from "./watch.js";

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const { brokers, host, port } = settingsOf(process.env);
await makeTopics(brokers);
const watch = new Watch();
const views = new LiveViews(async (onRecord) => await follow(brokers, VIEW_TOPICS, onRecord), watch, log);
const sender = makeSender(brokers);
const server = createGateway(new Orchestration(sender.send, () => views.current, watch), () => views.isReady, log);
const reading = views.run();
await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
if (!(await watch.until(() => views.isReady, 60_000))) throw new Error("the topics of definitions, runs and actions could not be read within 60 s");
log(`gateway ready: http://${host}:${(server.address() as { port: number }).port}/workflow/`);

async function close(): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  await views.close();
  await sender.close();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void close().then(() => process.exit(0), (error: unknown) => {
    log(String(error));
    process.exit(1);
  }));
}
await reading;
