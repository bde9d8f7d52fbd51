import { CancelToken } from "./cancel-token.js";
import { threadStep } from "./context.js";
import { label } from "./labels.js";
import { config, ensureThread, output, outputJSON } from "./outputs.js";
import { ref, refId, suspend } from "./refs.js";

/** The values behind `import ... from "kafka-workflow"` in a bundle. The export list is guarded by a test (1-29). */
export const api = {
  CancelToken, config, ensureThread, label, output, outputJSON, ref, refId, suspend,
  get threadId(): string {
    return threadStep("threadId").context.threadId;
  },
  get stepId(): string {
    return threadStep("stepId").context.stepId;
  },
};
