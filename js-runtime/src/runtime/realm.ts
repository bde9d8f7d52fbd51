import { makeConsole } from "./console.js";
import { Core } from "./core.js";
import { makeCrypto } from "./crypto.js";
import { CallbackJob } from "./jobs.js";
import { installBind } from "./bind.js";
import { Promise as WorkflowPromise } from "./promise.js";
import { enqueue } from "./queue.js";
import { clearTimer, setInterval, setTimeout } from "./timers.js";

/** Doors of GraalJS to the host. They throw when touched: no library looks for them, and the message helps. */
const HOST_DOORS = [
  "Graal", "Java", "JavaImporter", "Packages", "Polyglot", "java", "javafx", "javax", "load", "loadWithNewGlobal", "quit",
  "readbuffer", "readline", "printErr",
];
/** Removed where present: names too common to put an error behind, or that libraries look for with `typeof`. */
const REMOVED = [
  "print", "read", "exit", "com", "edu", "org", "process", "require", "module", "Buffer", "global", "Deno", "Bun", "window", "self",
  "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "SharedArrayBuffer", "Atomics", "WebAssembly", "performance",
  "clearImmediate",
];
/** What a ReferenceError for a missing name should add. */
const HINTS: Record<string, string> = {
  process: "the process is not available to workflow code: pass settings in the start record",
  require: "modules are bundled when the workflow is built: use import",
  XMLHttpRequest: "workflow code has no network: send an output and await a ref",
  WebSocket: "workflow code has no network: send an output and await a ref",
  EventSource: "workflow code has no network: send an output and await a ref",
  Buffer: "Buffer belongs to Node: use Uint8Array",
  performance: "workflow code has no clock of the host: use Date",
};

/** Makes the realm one in which every value that code can get hold of either survives a save or says that it does not. */
export function installRealm(): void {
  const global = globalThis as Record<string, unknown>;
  define("Promise", WorkflowPromise);
  define("console", makeConsole());
  define("crypto", makeCrypto());
  installBind();
  for (const name of HOST_DOORS) closeDoor(name);
  for (const name of REMOVED) delete global[name];
  const network = "workflow code has no network: send an output and await a ref for the answer";
  refuse("setImmediate", "use queueMicrotask or await");
  refuse("fetch", network);
  refuseFromAsync();
  const { clearTimeout, clearInterval } = {
    clearTimeout: (handle?: unknown): void => clearTimer(handle),
    clearInterval: (handle?: unknown): void => clearTimer(handle),
  };
  define("setTimeout", setTimeout);
  define("setInterval", setInterval);
  define("clearTimeout", clearTimeout);
  define("clearInterval", clearInterval);
  const { queueMicrotask } = {
    queueMicrotask(callback: unknown): void {
      if (typeof callback !== "function") throw new TypeError("queueMicrotask: expected a function");
      enqueue(new CallbackJob(callback as () => unknown, new Core(undefined)), 0, undefined);
    },
  };
  define("queueMicrotask", queueMicrotask);
}

/** What to add to the message of an error that ends a thread, or undefined. */
export function hintFor(message: string): string | undefined {
  const name = /^"?'?([A-Za-z]+)'?"? is not defined/.exec(message)?.[1];
  return name === undefined || !Object.hasOwn(HINTS, name) ? undefined : HINTS[name];
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

function refuse(name: string, help: string): void {
  const refused = {
    [name](): never {
      throw new ReferenceError(`\`${name}\` is not available to workflow code: ${help}`);
    },
  };
  define(name, refused[name]);
}

/** It would make native promises; where the engine has it, it says what to write instead. */
function refuseFromAsync(): void {
  if (!("fromAsync" in Array)) return;
  const { fromAsync } = {
    fromAsync(): never {
      throw new TypeError("`Array.fromAsync` is not available to workflow code: collect the values in a `for await` loop");
    },
  };
  Object.defineProperty(Array, "fromAsync", { value: fromAsync, writable: true, configurable: true });
}

function closeDoor(name: string): void {
  const help = "effects leave a workflow as outputs";
  Object.defineProperty(globalThis, name, {
    get(): never {
      throw new ReferenceError(`\`${name}\` is not available to workflow code: ${help}`);
    },
    enumerable: false,
    configurable: true,
  });
}

