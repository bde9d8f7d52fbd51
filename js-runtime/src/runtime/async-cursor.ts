import { Core, type Reaction, rejectCore, resolveCore, subscribe } from "./core.js";
import { Cursor, Kind, describe, isObject, iterator } from "./cursor.js";
import { methodOf } from "./delegate.js";
import { Layouts, registerLayout } from "./layouts.js";
import { Promise, coreOf, promiseResolve, shellOf } from "./promise.js";

/** `AsyncCursor.kind`; stands in continuations. */
const From = {
  async: 0,
  /** A sync iterator, the `source` is a Cursor over it (ECMA-262 27.1.6 Async-from-Sync Iterator). */
  sync: 1,
  /** An async iterator without `throw`, which is being closed after the generator around was asked to throw. */
  closing: 2,
} as const;

/** The iterator of a `for await`, or of a `yield*` in an async generator. Compiled code awaits what its methods give. */
export class AsyncCursor {
  /** The promise to await, or the value after `took`. */
  value: unknown = undefined;

  /** `method`: for async iterators the `next` method. */
  constructor(public kind: number, public source: object, public method: unknown) {}

  /** Asks for the next result, in `value`. */
  next(): unknown {
    return this.kind === From.sync ? this.syncNext([]) : Reflect.apply(this.method as Function, this.source, []);
  }

  /** Takes an awaited result: true when there is a value, which is then in `value`; else `value` is that of the end. */
  took(result: unknown): boolean {
    if (this.kind === From.closing) throw new TypeError("The iterator does not provide a 'throw' method.");
    if (!isObject(result)) throw new TypeError("A method of an iterator gave a value that is not an object");
    const isDone = Boolean((result as { done?: unknown }).done);
    this.value = (result as { value?: unknown }).value;
    return !isDone;
  }

  /**
   * Begins to end the iteration early (ECMA-262 7.4.13 AsyncIteratorClose): true when `value` must be awaited, and then checked by
   * `closed`. `isThrow`: errors are dropped.
   */
  close(isThrow: boolean): boolean {
    this.value = undefined;
    if (this.kind === From.sync) {
      this.value = this.syncDelegate(2, []);
      return true;
    }
    try {
      const method = methodOf(this.source, "return");
      if (method === undefined) return false;
      this.value = Reflect.apply(method, this.source, []);
      return true;
    } catch (error) {
      if (isThrow) return false;
      throw error;
    }
  }

  closed(result: unknown): void {
    if (!isObject(result)) throw new TypeError("The return method of an iterator gave a value that is not an object");
  }

  /**
   * One turn of a `yield*` (ECMA-262 15.5.5): true when `value` must be awaited, and then taken by `took`; false when the generator must
   * await what it was given and return that.
   */
  delegate(mode: 0 | 1 | 2, value: unknown): boolean {
    if (this.kind === From.sync) {
      this.value = mode === 0 ? this.syncNext([value]) : this.syncDelegate(mode, [value]);
      return true;
    }
    if (mode === 0) {
      this.value = Reflect.apply(this.method as Function, this.source, [value]);
      return true;
    }
    const method = methodOf(this.source, mode === 1 ? "throw" : "return");
    if (method !== undefined) {
      this.value = Reflect.apply(method, this.source, [value]);
      return true;
    }
    if (mode === 2) return false;
    if (!this.close(false)) throw new TypeError("The iterator does not provide a 'throw' method.");
    this.kind = From.closing;
    return true;
  }

  /** ECMA-262 27.1.6.2.1 */
  private syncNext(values: unknown[]): object {
    const inner = this.source as Cursor;
    try {
      if (inner.kind !== Kind.protocol) {
        const isDone = !inner.step();
        return this.settled(inner.value, isDone, true);
      }
      return this.syncResult(Reflect.apply(inner.place as Function, inner.source, values), true);
    } catch (error) {
      return rejected(error);
    }
  }

  /** ECMA-262 27.1.6.2.2 and 27.1.6.2.3 */
  private syncDelegate(mode: 1 | 2, values: unknown[]): object {
    const inner = this.source as Cursor;
    try {
      const isNative = inner.kind !== Kind.protocol;
      const method = isNative ? undefined : methodOf(inner.source as object, mode === 1 ? "throw" : "return");
      if (method !== undefined) return this.syncResult(Reflect.apply(method, inner.source, values), mode === 1);
      if (mode === 2) {
        if (isNative) inner.close(false);
        const promise = new Core(undefined);
        resolveCore(promise, { value: values[0], done: true });
        return shellOf(promise);
      }
      inner.close(false);
      throw new TypeError("The iterator does not provide a 'throw' method.");
    } catch (error) {
      return rejected(error);
    }
  }

  private syncResult(result: unknown, closes: boolean): object {
    if (!isObject(result)) throw new TypeError("A method of an iterator gave a value that is not an object");
    const isDone = Boolean((result as { done?: unknown }).done);
    return this.settled((result as { value?: unknown }).value, isDone, closes);
  }

  /** ECMA-262 27.1.6.4 AsyncFromSyncIteratorContinuation, `closes`: a rejected value closes the iterator. */
  private settled(value: unknown, done: boolean, closes: boolean): object {
    const closing = done || !closes ? undefined : this.source as Cursor;
    let wrapper: Core;
    try {
      wrapper = coreOf(promiseResolve(Promise, value))!;
    } catch (error) {
      closing?.close(true);
      throw error;
    }
    const target = new Core(wrapper);
    subscribe(wrapper, new Unwrap(target, done, closing));
    return shellOf(target);
  }
}
registerLayout(Layouts.asyncCursor, "runtime", AsyncCursor, ["kind", "source", "method", "value"]);

/** Makes an iterator result of a settled value. */
class Unwrap implements Reaction {
  declare readonly isFrame: boolean;

  /** `closing`: the iterator to close when the value is a rejection. */
  constructor(public target: Core, public done: boolean, public closing: Cursor | undefined) {}

  react(mode: 0 | 1, value: unknown): void {
    if (mode === 0) {
      resolveCore(this.target, { value, done: this.done });
      return;
    }
    this.closing?.close(true);
    rejectCore(this.target, value);
  }
}
Object.defineProperty(Unwrap.prototype, "isFrame", { value: false });
registerLayout(Layouts.unwrap, "runtime", Unwrap, ["target", "done", "closing"]);

function rejected(error: unknown): object {
  const promise = new Core(undefined);
  rejectCore(promise, error);
  return shellOf(promise);
}

/** `Abi.asyncIterator` (ECMA-262 7.4.3 GetIterator, async). */
export function asyncIterator(value: unknown): AsyncCursor {
  const method = (value as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator];
  if (method === undefined || method === null) return new AsyncCursor(From.sync, iterator(value), undefined);
  if (typeof method !== "function") throw new TypeError(`${describe(value)} is not async iterable`);
  const made: unknown = Reflect.apply(method, value, []);
  if (!isObject(made)) throw new TypeError("The async iterator method gave a value that is not an object");
  return new AsyncCursor(From.async, made, (made as { next?: unknown }).next);
}
