/** What the demos' scenarios are written with. Not part of the product: a plain Kafka client and some waiting. */
export { play, type Play } from "./scenario.js";
export { Refusal, SILENCE, Stage, type Request } from "./stage.js";
export { json, type Seen } from "./record.js";
