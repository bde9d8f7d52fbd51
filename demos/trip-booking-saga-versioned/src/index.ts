import { versioned } from "workflow-versioning";
import * as v1_0 from "./v1.0.js";
import * as v1_1 from "./v1.1.js";
import * as v2_0 from "./v2.0.js";

export const manifest = { outputTopics: ["trip-requests", "workflow-scheduler"] };

/** Every version that may be asked for. A thread that runs keeps the bundle it started with, so an entry can go when nothing starts on it any more. */
export default versioned("trip-booking", {
  "1.0.0": v1_0,
  "1.1.0": v1_1.release({ isInsuredByDefault: true }),
  "1.1.1": v1_1.release({ isInsuredByDefault: false }),
  "2.0.0": v2_0,
});
