/** A record that a workflow sent; `headers` are those that it gave, without the engine's. */
export class OutputRecord {
  constructor(readonly topic: string, readonly key: string, readonly value: string | null, readonly headers: Readonly<Record<string, string>> = {}) {}

  /** The value decoded from JSON; null for a tombstone. @throws SyntaxError when it is not JSON */
  get json(): unknown {
    return this.value === null ? null : JSON.parse(this.value);
  }
}
