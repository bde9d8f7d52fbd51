import { play } from "./play.js";

export const manifest = { outputTopics: ["chaos-requests", "chaos-outputs", "workflow-scheduler"] };

export default play;
