export interface Settings {
  readonly brokers: readonly string[];
  readonly groupId: string;
  readonly commands: string;
  readonly responses: string;
  readonly replies: readonly string[];
  readonly dedupeMs: number | undefined;
  readonly logsPayloads: boolean;
}
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings;
export function engineProperties(settings: Pick<Settings, "brokers" | "groupId">): string;
export function entryOf(settings: Settings): string;
