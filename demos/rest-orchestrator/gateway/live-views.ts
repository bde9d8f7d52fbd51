import { setTimeout as sleep } from "node:timers/promises";
import type { Following } from "./kafka.js";
import { type Told, Views } from "./views.js";
import type { Watch } from "./watch.js";

/** Starts to read the topics of the views. */
export type Follow = (onRecord: (told: Told) => void) => Promise<Following>;

const PAUSE_MS = 1_000;

/** The views as they are now, read anew whenever reading has failed. Until the new ones are complete, the old ones are shown, and {@link isReady} is false. */
export class LiveViews {
  #views = new Views();
  #isReady = false;
  #isClosed = false;
  #following: Following | undefined;

  constructor(private readonly follow: Follow, private readonly watch: Watch, private readonly log: (line: string) => void, private readonly pauseMs = PAUSE_MS) {}

  get current(): Views {
    return this.#views;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Reads until {@link close}. */
  async run(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#read();
      } catch (error) {
        this.#isReady = false;
        if (this.#isClosed) return;
        this.log(`the topics cannot be read, again in ${this.pauseMs} ms: ${String(error)}`);
        await this.#leave();
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#following?.close();
  }

  /** Tries until it works: a reader that is left open goes on reading when the brokers are back. */
  async #leave(): Promise<void> {
    while (!this.#isClosed) {
      await sleep(this.pauseMs);
      try {
        await this.#following?.close();
        this.#following = undefined;
        return;
      } catch (error) {
        this.log(`a reader cannot be closed, again in ${this.pauseMs} ms: ${String(error)}`);
      }
    }
  }

  async #read(): Promise<never> {
    const fresh = new Views();
    this.#following = await this.follow((told) => {
      fresh.apply(told);
      if (fresh === this.#views) this.watch.changed();
    });
    await Promise.race([this.#following.caughtUp, this.#following.failed]);
    this.#views = fresh;
    this.#isReady = true;
    this.watch.changed();
    return await this.#following.failed;
  }
}
