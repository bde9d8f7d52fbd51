import { z } from "zod";

const text = z.string().min(1);
/** Never in a log, an answer or an error. */
const secret = text.meta({ secret: true });

const kafka = z.strictObject({
  clientId: text,
  brokers: z.array(text).min(1),
  logLevel: z.enum(["error", "warn", "info", "debug"]).default("info"),
  ssl: z.strictObject({ ca: text.optional(), cert: text.optional(), key: secret.optional() }).optional(),
  sasl: z.strictObject({ mechanism: z.enum(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]), username: text, password: secret }).optional(),
});

/** The one description of the configuration: what is read is checked by it, and the types of the code come from it (0-17). */
export const configSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(8_190),
  /** Who presents one of them may start workflows. */
  bearerTokens: z.array(secret).min(1),
  /** Where starts without an event go: the workflow's id is added. */
  executeUrl: z.url(),
  /** By workflow: the file of its definition. */
  definitions: z.record(text, text),
  /** Without it there are no starts by event. No default: absent is off (0-08). */
  kafka: kafka.optional(),
});

export type Config = z.infer<typeof configSchema>;
export type KafkaConfig = z.infer<typeof kafka>;

/** @throws Error that names every field that is missing or wrong, and no value */
export function readConfig(given: unknown): Config {
  const read = configSchema.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => {
    const place = issue.path.join(".") || "the configuration";
    if (issue.code === "unrecognized_keys") return `${[...issue.path, issue.keys.join(", ")].join(".")} is not known`;
    return issue.code === "invalid_type" && valueAt(given, issue.path) === undefined ? `${place} is missing` : `${place} is not as it must be`;
  });
  throw new Error(`configuration: ${faults.join("; ")}`);
}

/** Every secret of a configuration, as the schema marks them: for whoever writes logs. */
export function secretsOf(config: Config): string[] {
  const { kafka: options, bearerTokens } = config;
  return [...bearerTokens, options?.ssl?.key, options?.sasl?.password].filter((one) => one !== undefined);
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], given);
}
