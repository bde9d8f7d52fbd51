/** `Event` and `EventTarget` of https://dom.spec.whatwg.org, without trees: there is one target, and no phases but its own. */

const state = Symbol("state");
const listeners = Symbol("listeners");

interface EventState {
  type: string;
  bubbles: boolean;
  cancelable: boolean;
  composed: boolean;
  target: object | null;
  isPrevented: boolean;
  isStopped: boolean;
  isDispatched: boolean;
  isPassive: boolean;
  timeStamp: number;
}

/** `Event` */
export class Event {
  [state]: EventState;

  constructor(type: string, init: { bubbles?: boolean; cancelable?: boolean; composed?: boolean } = {}) {
    this[state] = {
      type: String(type), bubbles: Boolean(init.bubbles), cancelable: Boolean(init.cancelable), composed: Boolean(init.composed),
      target: null, isPrevented: false, isStopped: false, isDispatched: false, isPassive: false, timeStamp: Date.now(),
    };
  }

  get type(): string { return this[state].type; }
  get bubbles(): boolean { return this[state].bubbles; }
  get cancelable(): boolean { return this[state].cancelable; }
  get composed(): boolean { return this[state].composed; }
  get target(): object | null { return this[state].target; }
  get currentTarget(): object | null { return this[state].isDispatched ? this[state].target : null; }
  get defaultPrevented(): boolean { return this[state].isPrevented; }
  get eventPhase(): number { return this[state].isDispatched ? 2 : 0; }
  get timeStamp(): number { return this[state].timeStamp; }
  get isTrusted(): boolean { return false; }

  composedPath(): object[] {
    const { target, isDispatched } = this[state];
    return isDispatched && target !== null ? [target] : [];
  }

  preventDefault(): void {
    if (this[state].cancelable && !this[state].isPassive) this[state].isPrevented = true;
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this[state].isStopped = true;
  }

  get [Symbol.toStringTag](): string {
    return "Event";
  }
}

type Callback = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface Listener {
  type: string;
  callback: Callback;
  capture: boolean;
  once: boolean;
  passive: boolean;
  isRemoved: boolean;
}

type ListenerOptions = boolean | { capture?: boolean; once?: boolean; passive?: boolean; signal?: AbortSignalLike };

interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: string, callback: () => void, options?: { once?: boolean }): void;
}

/** `EventTarget` */
export class EventTarget {
  [listeners]: Listener[] = [];

  addEventListener(type: string, callback: Callback | null, options: ListenerOptions = false): void {
    const given = typeof options === "object" && options !== null ? options : { capture: Boolean(options) };
    const capture = Boolean(given.capture);
    if (callback === null || callback === undefined || given.signal?.aborted === true) return;
    if (typeof callback !== "function" && typeof callback !== "object") throw new TypeError("addEventListener: the callback must be a function or an object with handleEvent");
    if (this[listeners].some((one) => one.type === String(type) && one.callback === callback && one.capture === capture)) return;
    this[listeners].push({ type: String(type), callback, capture, once: Boolean(given.once), passive: Boolean(given.passive), isRemoved: false });
    given.signal?.addEventListener("abort", () => this.removeEventListener(type, callback, capture), { once: true });
  }

  removeEventListener(type: string, callback: Callback | null, options: ListenerOptions = false): void {
    const capture = typeof options === "object" && options !== null ? Boolean(options.capture) : Boolean(options);
    const i = this[listeners].findIndex((one) => one.type === String(type) && one.callback === callback && one.capture === capture);
    if (i < 0) return;
    this[listeners][i]!.isRemoved = true;
    this[listeners].splice(i, 1);
  }

  /** What a listener throws ends the thread: as everywhere, an error that nobody handles. */
  dispatchEvent(event: Event): boolean {
    const of = event[state];
    if (of.isDispatched) throw new TypeError("dispatchEvent: the event is being dispatched");
    of.target = this;
    of.isDispatched = true;
    for (const listener of this[listeners].slice()) {
      if (listener.type !== of.type || listener.isRemoved) continue;
      if (listener.once) this.removeEventListener(listener.type, listener.callback, listener.capture);
      of.isPassive = listener.passive;
      try {
        const { callback } = listener;
        if (typeof callback === "function") Reflect.apply(callback, this, [event]);
        else callback.handleEvent(event);
      } catch (error) {
        queueMicrotask(() => { throw error; });
      }
      of.isPassive = false;
      if (of.isStopped) break;
    }
    of.isDispatched = false;
    of.isStopped = false;
    return !of.isPrevented;
  }

  get [Symbol.toStringTag](): string {
    return "EventTarget";
  }
}
