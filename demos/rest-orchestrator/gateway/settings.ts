/** What the environment says, with the defaults. */
export interface Settings {
  readonly brokers: readonly string[];
  readonly host: string;
  readonly port: number;
}

/** @throws Error naming the variable that makes no sense */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(environment["GATEWAY_PORT"] ?? "8190");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("GATEWAY_PORT must be a port");
  const brokers = (environment["KAFKA_BROKERS"] ?? "127.0.0.1:9092").split(",").map((one) => one.trim()).filter((one) => one !== "");
  if (brokers.length === 0) throw new Error("KAFKA_BROKERS must name a broker");
  // there is no authentication: whoever listens elsewhere puts something in front that has it
  return { brokers, host: environment["GATEWAY_HOST"] ?? "127.0.0.1", port };
}
