// What the environment may say, with the defaults (4-01).

/** @param {Record<string, string | undefined>} environment */
export function settingsOf(environment) {
  const list = (text) => text.split(",").map((one) => one.trim()).filter((one) => one !== "");
  const set = (name, otherwise) => (environment[name] === undefined || environment[name] === "" ? otherwise : environment[name]);
  const dedupe = set("DEDUPE_TTL_MS", undefined);
  if (dedupe !== undefined && !/^[1-9][0-9]{0,11}$/.test(dedupe)) throw new Error("DEDUPE_TTL_MS must be a whole number of milliseconds");
  return {
    brokers: list(set("KAFKA_BROKERS", "127.0.0.1:9092")),
    groupId: set("KAFKA_GROUP_ID", "command-orchestrator"),
    commands: set("KAFKA_COMMANDS_TOPIC", "orchestrator-commands"),
    responses: set("KAFKA_RESPONSES_TOPIC", "orchestrator-responses"),
    replies: list(set("KAFKA_REPLY_TOPICS", "orchestrator-replies")),
    dedupeMs: dedupe === undefined ? undefined : Number(dedupe),
    logsPayloads: set("LOG_PAYLOADS", "false") === "true",
  };
}

/** The properties of an engine that runs the bundle. */
export function engineProperties({ brokers, groupId }) {
  return `bootstrap.servers=${brokers.join(",")}\napplication.id=${groupId}\n`;
}

/** The entry module of a bundle with these settings, to be resolved from `src`. */
export function entryOf({ commands, responses, replies, dedupeMs, logsPayloads }) {
  return `import { definitions } from "./definitions.js";
import { orchestrator } from "./orchestrator.js";

const made = orchestrator(definitions, ${JSON.stringify({ commands, responses, replies, dedupeMs, logsPayloads })});
export const manifest = made.manifest;
export default made.workflow;
`;
}
