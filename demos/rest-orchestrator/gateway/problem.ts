/** A refusal as whoever asked gets it: a problem document of RFC 9457. */
export class Problem extends Error {
  /**
   * @param code one word for programs; the `type` is made of it
   * @param title what is wrong, for people; holds nothing of the request but names
   */
  constructor(readonly status: number, readonly code: string, title: string, readonly headers: Readonly<Record<string, string>> = {}) {
    super(title);
  }

  get body(): string {
    return JSON.stringify({ type: `urn:rest-orchestrator:${this.code}`, title: this.message, status: this.status });
  }
}
