/** Thrown at the await of a cancelled branch. Catch it to clean up, then let it propagate. */
export class CancelToken {
  /** What the cancel record said; undefined when a combinator cancelled the branch. */
  readonly reason: unknown;

  constructor(reason?: unknown) {
    this.reason = reason;
  }

  toString(): string {
    return this.reason === undefined ? "CancelToken" : `CancelToken: ${String(this.reason)}`;
  }
}
