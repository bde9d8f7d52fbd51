import { Admin, ConfigResourceTypes, IncrementalAlterConfigOperationTypes } from "@platformatic/kafka";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The topics of gateway and workers, with what they must be set to; those of the engine alone are its own business. */
const TOPICS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "workflow-jobs": {},
  "workflow-results": {},
  "workflow-jobs.DLT": { "retention.ms": String(30 * DAY_MS) },
  "workflow-definitions": { "cleanup.policy": "compact" },
  "workflow-actions": { "cleanup.policy": "compact" },
  // runs of the last days; one that is active tells of itself at least once a day
  "workflow-runs": { "cleanup.policy": "compact,delete", "retention.ms": String(7 * DAY_MS) },
};

/** What is told by threads and workers: the gateway reads it from the beginning. */
export const VIEW_TOPICS = ["workflow-definitions", "workflow-actions", "workflow-runs"];

/** Creates the topics that are missing, and sets what others have created differently. */
export async function makeTopics(brokers: readonly string[]): Promise<void> {
  const admin = new Admin({ clientId: "gateway-topics", bootstrapBrokers: [...brokers] });
  try {
    const missing = async (): Promise<string[]> => {
      const there = await admin.listTopics();
      return Object.keys(TOPICS).filter((topic) => !there.includes(topic));
    };
    for (const topic of await missing()) {
      try {
        await admin.createTopics({ topics: [topic] });
      } catch (error) {
        if ((await missing()).includes(topic)) throw error; // another gateway may have been quicker
      }
    }
    const set = Object.entries(TOPICS).filter(([, configs]) => Object.keys(configs).length > 0);
    await admin.incrementalAlterConfigs({
      resources: set.map(([resourceName, configs]) => ({
        resourceType: ConfigResourceTypes.TOPIC, resourceName,
        configs: Object.entries(configs).map(([name, value]) => ({ name, value, configOperation: IncrementalAlterConfigOperationTypes.SET })),
      })),
    });
  } finally {
    await admin.close();
  }
}
