import { DOMException } from "./dom-exception.js";
import { Event, EventTarget } from "./events.js";

const state = Symbol("state");
/** Given to the constructor of a signal by this module alone. */
const key = Symbol("key");

interface SignalState {
  aborted: boolean;
  reason: unknown;
  onabort: ((event: Event) => unknown) | null;
  /** Signals made by `AbortSignal.any` that abort with this one. */
  dependents: AbortSignal[];
  /** Signals that this one was made of; none of them depends on others itself. */
  sources: AbortSignal[];
}

/** `AbortSignal` of https://dom.spec.whatwg.org. `timeout` is a durable timer. */
export class AbortSignal extends EventTarget {
  [state]: SignalState;

  constructor(made?: unknown) {
    if (made !== key) throw new TypeError("Illegal constructor");
    super();
    this[state] = { aborted: false, reason: undefined, onabort: null, dependents: [], sources: [] };
  }

  static abort(reason: unknown = new DOMException("This operation was aborted", "AbortError")): AbortSignal {
    const signal = new AbortSignal(key);
    signal[state].aborted = true;
    signal[state].reason = reason;
    return signal;
  }

  static timeout(ms: number): AbortSignal {
    const signal = new AbortSignal(key);
    setTimeout(() => abort(signal, new DOMException("The operation was aborted due to timeout", "TimeoutError")), ms);
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const given = [...signals];
    const made = new AbortSignal(key);
    const aborted = given.find((signal) => signal.aborted);
    if (aborted !== undefined) {
      made[state].aborted = true;
      made[state].reason = aborted.reason;
      return made;
    }
    for (const signal of given) {
      const sources = signal[state].sources.length > 0 ? signal[state].sources : [signal];
      for (const source of sources) {
        if (made[state].sources.includes(source)) continue;
        made[state].sources.push(source);
        source[state].dependents.push(made);
      }
    }
    return made;
  }

  get aborted(): boolean {
    return this[state].aborted;
  }

  get reason(): unknown {
    return this[state].reason;
  }

  get onabort(): ((event: Event) => unknown) | null {
    return this[state].onabort;
  }

  set onabort(handler: ((event: Event) => unknown) | null) {
    const of = this[state];
    const { onabort } = of;
    if (onabort !== null) this.removeEventListener("abort", onabort);
    of.onabort = typeof handler === "function" ? handler : null;
    if (of.onabort !== null) this.addEventListener("abort", of.onabort);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  override get [Symbol.toStringTag](): string {
    return "AbortSignal";
  }
}

/** https://dom.spec.whatwg.org/#abortsignal-signal-abort: all signals are marked before any of them tells. */
function abort(signal: AbortSignal, reason: unknown): void {
  if (signal.aborted) return;
  const marked = [signal, ...signal[state].dependents.filter((dependent) => !dependent.aborted)];
  for (const one of marked) {
    one[state].aborted = true;
    one[state].reason = reason;
    one[state].sources = [];
  }
  signal[state].dependents = [];
  for (const one of marked) one.dispatchEvent(new Event("abort"));
}

/** `AbortController` */
export class AbortController {
  [state] = { signal: new AbortSignal(key) };

  get signal(): AbortSignal {
    return this[state].signal;
  }

  abort(reason: unknown = new DOMException("This operation was aborted", "AbortError")): void {
    abort(this.signal, reason);
  }

  get [Symbol.toStringTag](): string {
    return "AbortController";
  }
}
