import { type Core, type Reaction, isPending, rejectCore, subscribe } from "./core.js";
import { Layouts, registerLayout } from "./layouts.js";
import { Promise, coreOf } from "./promise.js";
import { resolvers } from "./capability.js";

/** NewPromiseResolveThenableJob (ECMA-262 27.2.2.2). */
export class ThenableJob implements Reaction {
  declare readonly isFrame: boolean;

  /** `then`: undefined stands for the `then` of our own promises, which needs no closures. */
  constructor(public core: Core, public thenable: object, public then: Function | undefined) {}

  react(): void {
    const core = this.core;
    const followed = coreOf(this.thenable);
    if (this.then === undefined && followed !== undefined && (this.thenable as { constructor: unknown }).constructor === Promise) {
      if (isPending(core) && isPending(followed)) core.o = followed;
      subscribe(followed, core);
      return;
    }
    const { resolve, reject } = resolvers(core);
    try {
      const then = this.then ?? Promise.prototype.then;
      Reflect.apply(then, this.thenable, [resolve, reject]);
    } catch (error) {
      reject(error);
    }
  }
}
Object.defineProperty(ThenableJob.prototype, "isFrame", { value: false });
registerLayout(Layouts.thenableJob, "runtime", ThenableJob, ["core", "thenable", "then"]);

/** A job of `queueMicrotask`. */
export class CallbackJob implements Reaction {
  declare readonly isFrame: boolean;

  /** `failed` is rejected with what the callback throws: an error that nobody can handle. */
  constructor(public callback: () => unknown, public failed: Core) {}

  react(): void {
    try {
      const callback = this.callback;
      callback();
    } catch (error) {
      rejectCore(this.failed, error);
    }
  }
}
Object.defineProperty(CallbackJob.prototype, "isFrame", { value: false });
registerLayout(Layouts.callbackJob, "runtime", CallbackJob, ["callback", "failed"]);
