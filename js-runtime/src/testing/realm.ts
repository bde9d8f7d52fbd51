import { createContext, Script } from "node:vm";
import { ABI_VERSION, type HostInterface } from "../abi.js";
import { notABundle, stepTimeLimit } from "./errors.js";
import { StackMap } from "./stack-map.js";

/** A bundle, compiled once and evaluated in as many realms as a test needs. */
export class Bundle {
  readonly #script: Script;
  readonly #stacks: StackMap | undefined;

  /** @param map the source map of `text`, for stacks */
  constructor(text: string, readonly file: string, map?: object) {
    const name = `${file}#bundle`;
    this.#script = new Script(text, { filename: name });
    this.#stacks = map === undefined ? undefined : new StackMap(name, map);
  }

  /** Evaluates the bundle in a realm of its own, which makes no code from strings: neither does the engine's. */
  evaluate(): HostInterface {
    const realm = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
    const host = this.#script.runInContext(realm) as HostInterface | undefined;
    if (typeof host !== "object" || host.abi !== ABI_VERSION) throw notABundle(this.file);
    host.changedBuiltIn();
    return host;
  }

  /** A stack with positions of the sources, as far as there is a map. */
  sourceStack(stack: string): string {
    return this.#stacks === undefined ? stack : this.#stacks.apply(stack);
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
