/** Writes lines; none holds a secret. */
export interface Log {
  info(text: string): void;
  error(text: string): void;
}

/** A log that hides `secrets` wherever they stand, should a library put one into a message. */
export function makeLog(write: (line: string) => void, secrets: readonly string[]): Log {
  const line = (level: string) => (text: string): void => write(`${level} ${hidden(text, secrets)}`);
  return { info: line("info"), error: line("error") };
}

export function hidden(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, "[hidden]"), text);
}
