import { Layouts, registerLayout } from "./layouts.js";
import { Promise, coreOf, shellArgument } from "./promise.js";
import { thread } from "./queue.js";
import { context, threadStep } from "./context.js";
import { RefCore } from "./ref-core.js";

/** Refs that one thread may have open at a time. */
export const OPEN_REFS_MAX = 10_000;
/** Length of an id of `refId`, in UTF-16 units. */
export const REF_ID_UNITS_MAX = 256;

/** The promise that `ref()` and `refId()` return. Its `then` gives plain promises. */
export class Ref extends Promise {
  constructor(core: RefCore) {
    super(shellArgument(core));
  }

  get id(): string {
    return refCoreOf(this).name;
  }

  get key(): string {
    const core = refCoreOf(this);
    return core.key ?? `${context().threadId}|{"ref":${JSON.stringify(core.name)}}`;
  }
}
Object.defineProperty(Ref.prototype, "constructor", { value: Promise, writable: true, configurable: true });
registerLayout(Layouts.ref, "runtime", Ref, ["core"], null, () => new Ref(undefined as unknown as RefCore));

function refCoreOf(ref: object): RefCore {
  const core = coreOf(ref);
  if (!(core instanceof RefCore)) throw new TypeError("not a ref");
  return core;
}

/** `ref()`: opens a ref with an id of its own. */
export function ref(): Ref {
  threadStep("ref");
  const core = new RefCore(thread.nextRef++, undefined);
  openRef(core);
  return new Ref(core);
}

/** `refId(id, key)`: opens the ref of that id, or gives another handle of it when it is open. */
export function refId(id: string, key?: string): Ref {
  threadStep("refId");
  if (typeof id !== "string" || id === "" || id.length > REF_ID_UNITS_MAX || id.startsWith("~")) {
    throw new TypeError(`refId: an id is a string of 1 to ${REF_ID_UNITS_MAX} characters that does not start with "~"`);
  }
  if (key !== undefined && typeof key !== "string") throw new TypeError("refId: the key must be a string");
  const known = findRef(id);
  if (known !== undefined) return new Ref(known);
  const core = new RefCore(id, key);
  openRef(core);
  return new Ref(core);
}

/** `suspend(start)`: makes a ref, hands it to `start` (to put its id into an output), and returns it to be awaited. */
export function suspend(start: (ref: Ref) => void): Ref {
  if (typeof start !== "function") throw new TypeError("suspend: expected a function that gets the ref");
  const made = ref();
  start(made);
  return made;
}

/** Puts a new ref on the thread's table. */
export function openRef(core: RefCore): void {
  if (thread.refs.length >= OPEN_REFS_MAX) {
    throw new RangeError(`more than ${OPEN_REFS_MAX} refs are open in one thread; await or cancel some before opening more`);
  }
  thread.refs.push(core);
}

/** The open ref of this id. */
export function findRef(id: string): RefCore | undefined {
  const refs = thread.refs;
  const prefix = `~${context().incarnation.toString(36)}.`;
  const key: number | string = id.startsWith(prefix) ? parseInt(id.slice(prefix.length), 36) : id;
  for (let i = 0; i < refs.length; i++) {
    const core = refs[i]!;
    if (core.id === key && core.name === id) return core;
  }
  return undefined;
}
