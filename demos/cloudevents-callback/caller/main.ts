import { readFileSync } from "node:fs";
import { startService } from "./service.js";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("usage: npm run caller -w demos/cloudevents-callback -- <config.json>\n");
  process.exit(2);
}
const service = await startService(JSON.parse(readFileSync(file, "utf8")), (line) => process.stderr.write(`${line}\n`));
process.once("SIGINT", () => void service.close().then(() => process.exit(0)));
process.once("SIGTERM", () => void service.close().then(() => process.exit(0)));
