import { Promise, coreOf } from "./promise.js";
import { Ref } from "./refs.js";

/**
 * Objects that no codec can save, and what to call them. Proxies cannot be told from outside, so the realm's `Proxy`
 * remembers the ones it made; for the others, their prototype says enough.
 */
const proxies = new WeakSet<object>();

/** Replaces `Proxy` by one that remembers what it makes. */
export function installProxy(): void {
  const NativeProxy = Proxy;
  const revocable = NativeProxy.revocable;
  function RememberingProxy(target: object, handler: ProxyHandler<object>): object {
    if (new.target === undefined) throw new TypeError("Constructor Proxy requires 'new'");
    const made = new NativeProxy(target, handler);
    proxies.add(made);
    return made;
  }
  Object.defineProperty(RememberingProxy, "name", { value: "Proxy", configurable: true });
  Object.defineProperty(RememberingProxy, "revocable", {
    value: {
      revocable(target: object, handler: ProxyHandler<object>): object {
        const made = revocable(target, handler);
        proxies.add(made.proxy);
        return made;
      },
    }.revocable,
    writable: true,
    configurable: true,
  });
  Reflect.deleteProperty(RememberingProxy, "prototype");
  Object.defineProperty(globalThis, "Proxy", { value: RememberingProxy, writable: true, configurable: true });
}

/** What to call an object that can never be saved (`a Proxy`), else undefined. */
export function unsaveableKind(value: object): string | undefined {
  if (proxies.has(value)) return "a Proxy";
  if (coreOf(value) === undefined) return undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Promise.prototype || prototype === Ref.prototype ? undefined : "an instance of a subclass of Promise";
}

let touchedWeak: object[] = [];

/** Makes weak collections remember that they were changed: at module level that could neither be saved nor taken back. */
export function watchWeakCollections(): void {
  watch(WeakMap.prototype, "set");
  watch(WeakMap.prototype, "delete");
  watch(WeakSet.prototype, "add");
  watch(WeakSet.prototype, "delete");
}

/** The weak collections that were changed since the last call. */
export function takeTouchedWeak(): object[] {
  const taken = touchedWeak;
  touchedWeak = [];
  return taken;
}

function watch(prototype: object, name: string): void {
  const native = (prototype as Record<string, Function>)[name]!;
  const { [name]: watched } = {
    [name](this: object, ...values: unknown[]): unknown {
      const result: unknown = Reflect.apply(native, this, values);
      if (!touchedWeak.includes(this)) touchedWeak.push(this);
      return result;
    },
  };
  Object.defineProperty(watched, "length", { value: native.length, configurable: true });
  Object.defineProperty(prototype, name, { value: watched, writable: true, configurable: true });
}
