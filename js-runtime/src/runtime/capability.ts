import { Core, rejectCore, resolveCore } from "./core.js";
import { Functions, Layouts, closure, registerLayout } from "./layouts.js";
import { Promise, shellOf } from "./promise.js";

/** What the two resolving functions of one promise share (ECMA-262 27.2.1.3 CreateResolvingFunctions). */
class Resolvers {
  done = false;
  constructor(public core: Core) {}
}
registerLayout(Layouts.resolvers, "runtime", Resolvers, ["done", "core"]);

const resolveFunction = closure(Functions.resolve, (s: Resolvers) => (value: unknown): void => {
  if (s.done) return;
  s.done = true;
  resolveCore(s.core, value);
});

const rejectFunction = closure(Functions.reject, (s: Resolvers) => (reason: unknown): void => {
  if (s.done) return;
  s.done = true;
  rejectCore(s.core, reason);
});

/** The resolving functions of `core`, as closures that can be saved. */
export function resolvers(core: Core): { resolve: (value: unknown) => void; reject: (reason: unknown) => void } {
  const shared = new Resolvers(core);
  return { resolve: resolveFunction(shared), reject: rejectFunction(shared) };
}

/** A PromiseCapability Record (ECMA-262 27.2.1.1) of a constructor that is not our `Promise`. */
export class Capability {
  promise: object | undefined = undefined;
  resolve: Function | undefined = undefined;
  reject: Function | undefined = undefined;
}
registerLayout(Layouts.capability, "runtime", Capability, ["promise", "resolve", "reject"]);

const capabilityExecutor = closure(Functions.capabilityExecutor, (s: Capability) => (resolve: unknown, reject: unknown): void => {
  if (s.resolve !== undefined) throw new TypeError("Promise executor has already been invoked with a resolve function");
  if (s.reject !== undefined) throw new TypeError("Promise executor has already been invoked with a reject function");
  s.resolve = resolve as Function;
  s.reject = reject as Function;
});

/** Where a result goes: straight to a core when the constructor is our own, else through a capability's functions. */
export type Target = Core | Capability;

/** ECMA-262 27.2.1.5 NewPromiseCapability. `owner` is who settles it, for cancellation. */
export function newTarget(constructor: unknown): Target {
  if (constructor === Promise) return new Core(undefined);
  const capability = new Capability();
  if (typeof constructor !== "function") throw new TypeError("Promise constructor is not a constructor");
  capability.promise = Reflect.construct(constructor, [capabilityExecutor(capability)]) as object;
  if (typeof capability.resolve !== "function") throw new TypeError("Promise resolve function is not callable");
  if (typeof capability.reject !== "function") throw new TypeError("Promise reject function is not callable");
  return capability;
}

/** The promise object of a target, to be returned to user code. */
export function promiseOf(target: Target): object {
  return target instanceof Core ? shellOf(target) : target.promise!;
}

export function resolveTarget(target: Target, value: unknown): void {
  if (target instanceof Core) resolveCore(target, value);
  else Reflect.apply(target.resolve!, undefined, [value]);
}

export function rejectTarget(target: Target, reason: unknown): void {
  if (target instanceof Core) rejectCore(target, reason);
  else Reflect.apply(target.reject!, undefined, [reason]);
}
