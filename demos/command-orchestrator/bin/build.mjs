// Builds dist/index.js and dist/streams.properties from the environment: `KAFKA_COMMANDS_TOPIC=my-commands npm run build -w demos/command-orchestrator`.
import { build } from "kafka-workflow/compiler";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { engineProperties, entryOf, settingsOf } from "./settings.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const settings = settingsOf(process.env);
await build({ entry: { contents: entryOf(settings), directory: at("../src"), name: "built.ts" }, outfile: at("../dist/index.js") });
await writeFile(at("../dist/streams.properties"), engineProperties(settings));
process.stdout.write(`dist/index.js: ${settings.commands} -> ${settings.responses}\n`);
