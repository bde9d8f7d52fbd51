import { readFileSync } from "node:fs";
import { startService } from "./service.js";

const [file] = process.argv.slice(2);
if (file === undefined) end(2, "usage: npm run caller -w demos/cloudevents-callback -- <config.json>");
const service = await startService(read(file), (line) => process.stderr.write(`${line}\n`));
process.once("SIGINT", () => void service.close().then(() => process.exit(0)));
process.once("SIGTERM", () => void service.close().then(() => process.exit(0)));

function read(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return end(1, `${path} is not JSON`); // the error itself shows the text around the fault, which may be a password (0-11)
  }
}

function end(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
