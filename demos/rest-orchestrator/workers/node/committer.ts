/** Commits one after the other; of those that wait only the newest, which stands for all before it. */
export class Committer {
  #waiting: (() => Promise<void>) | undefined;
  #running: Promise<void> | undefined;

  /** @param onError hears of a commit that failed: what it stood for may come again */
  constructor(private readonly onError: (error: unknown) => void) {}

  add(commit: () => Promise<void>): void {
    this.#waiting = commit;
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let commit = this.#waiting; commit !== undefined; commit = this.#waiting) {
      this.#waiting = undefined;
      await commit().catch(this.onError);
    }
    this.#running = undefined;
  }
}
