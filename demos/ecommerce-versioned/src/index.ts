import { versioned } from "workflow-versioning";
import * as v1_0 from "./v1.0.js";
import * as v1_1 from "./v1.1.js";
import * as v2_0 from "./v2.0.js";

export const manifest = { outputTopics: ["shop-payments", "workflow-scheduler"] };

export default versioned("order", { "1.0.0": v1_0, "1.1.0": v1_1, "2.0.0": v2_0 });
