import { createContext, Script } from "node:vm";
import type { HostInterface } from "../abi.js";
import { notABundle, stepTimeLimit } from "./errors.js";

/** A bundle, compiled once and evaluated in as many realms as a test needs. */
export class Bundle {
  readonly #script: Script;

  constructor(text: string, readonly file: string) {
    this.#script = new Script(text, { filename: file });
  }

  /** Evaluates the bundle in a realm of its own. */
  evaluate(): HostInterface {
    const host = this.#script.runInContext(createContext(Object.create(null) as object)) as HostInterface | undefined;
    if (typeof host !== "object" || host.abi !== 1) throw notABundle(this.file);
    return host;
  }
}

/** Runs `act`, and stops whatever runs when `limitMs` have passed. */
export function limited<T>(limitMs: number, act: () => T): T {
  const result: { value?: T } = {};
  // Node limits the time of a script, and of everything that the script calls in other realms.
  caller.act = () => {
    result.value = act();
  };
  try {
    script.runInContext(caller, { timeout: limitMs });
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw stepTimeLimit(limitMs);
    throw error;
  } finally {
    caller.act = idle;
  }
  return result.value as T;
}

const idle = (): void => {};
const caller = createContext({ act: idle }) as { act: () => void };
const script = new Script("act()");
