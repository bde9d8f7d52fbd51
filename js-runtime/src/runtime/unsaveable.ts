import { Promise, coreOf } from "./promise.js";
import { Ref } from "./refs.js";
import { layouts } from "./layouts.js";
import { isShell } from "./shell.js";
import { partsOf } from "./stamp.js";

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
  if (coreOf(value) === undefined) return isShell(value) && !isLayoutPrototype(Object.getPrototypeOf(value)) ? "an instance of a subclass of a weak collection" : undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Promise.prototype || prototype === Ref.prototype || partsOf(value) !== undefined ? undefined : "a promise whose prototype was replaced";
}

function isLayoutPrototype(prototype: unknown): boolean {
  return layouts.some((layout) => layout !== undefined && layout.prototype === prototype);
}
