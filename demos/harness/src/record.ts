/** One record as a scenario sees it. */
export interface Seen {
  topic: string;
  key: string;
  /** The value as text; null for a tombstone. */
  value: string | null;
  headers: Record<string, string>;
}

/** The value as JSON. Throws with the record's place when it is none. */
export function json<T = unknown>(seen: Seen): T {
  try {
    return JSON.parse(seen.value ?? "null") as T;
  } catch {
    throw new Error(`expected JSON on ${seen.topic} of ${seen.key}, but found ${seen.value}`);
  }
}
