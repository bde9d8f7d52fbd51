import { isConstructor } from "./classes.js";
import { Functions, Layouts, closure, registerLayout } from "./layouts.js";

/** Target, `this` and arguments of a bound function: the scope of its closure. */
class Bound {
  constructor(public target: Function, public self: unknown, public args: unknown[]) {}
}
registerLayout(Layouts.bound, "runtime", Bound, ["target", "self", "args"]);

const nativeBind = Function.prototype.bind;

// A native bound function around a function that knows its parts: everything the language says of bound functions that is
// not in the parts (no `prototype`, `new.target`, subclassing) then holds by itself.
const boundConstructor = closure(Functions.boundConstructor, (s: Bound) => {
  function target(this: unknown, ...rest: unknown[]): unknown {
    const args = s.args.concat(rest);
    if (new.target === undefined) return Reflect.apply(s.target, s.self, args);
    return Reflect.construct(s.target, args, new.target === target ? s.target : new.target);
  }
  Object.defineProperty(target, Symbol.hasInstance, { value: (object: unknown) => object instanceof (s.target as never) });
  return nativeBind.call(target, undefined);
});

const boundFunction = closure(Functions.boundFunction, (s: Bound) => {
  const target = (...rest: unknown[]): unknown => Reflect.apply(s.target, s.self, s.args.concat(rest));
  Object.defineProperty(target, Symbol.hasInstance, { value: (object: unknown) => object instanceof (s.target as never) });
  return nativeBind.call(target, undefined);
});

/** Replaces `Function.prototype.bind` (ECMA-262 20.2.3.2) by one whose results can be saved. */
export function installBind(): void {
  const { bind } = {
    bind(this: unknown, self: unknown, ...args: unknown[]): Function {
      if (typeof this !== "function") throw new TypeError("Bind must be called on a function");
      const target: Function = this;
      const bound = (isConstructor(target) ? boundConstructor : boundFunction)(new Bound(target, self, args));
      const prototype = Object.getPrototypeOf(target) as object | null;
      if (Object.getPrototypeOf(bound) !== prototype) Object.setPrototypeOf(bound, prototype);
      Object.defineProperty(bound, "length", { value: boundLength(target, args.length) });
      const name: unknown = target.name;
      Object.defineProperty(bound, "name", { value: `bound ${typeof name === "string" ? name : ""}` });
      return bound;
    },
  };
  Object.defineProperty(bind, "length", { value: 1, configurable: true });
  Object.defineProperty(Function.prototype, "bind", { value: bind, writable: true, configurable: true });
}

function boundLength(target: Function, bound: number): number {
  if (!Object.hasOwn(target, "length")) return 0;
  const length: unknown = target.length;
  if (typeof length !== "number" || length === -Infinity) return 0;
  if (length === Infinity) return Infinity;
  return Math.max(Math.trunc(length) - bound || 0, 0);
}
