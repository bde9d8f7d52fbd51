import { definitions } from "./definitions.js";
import { orchestrator } from "./orchestrator.js";

// With the default topics; `npm run build -w demos/command-orchestrator` takes them from the environment.
const made = orchestrator(definitions, {
  commands: "orchestrator-commands", responses: "orchestrator-responses", replies: ["orchestrator-replies"], logsPayloads: false,
});

export const manifest = made.manifest;
export default made.workflow;
