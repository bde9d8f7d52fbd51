import { Cursor, Kind, isObject } from "./cursor.js";

/** What `delegate` tells of the inner iterator. */
const Went = {
  /** It gave a result object, now in `value`, for the generator to yield as it is. */
  on: 0,
  /** It is done; `value` is that of the `yield*` expression. */
  done: 1,
  /** It is done, and the generator must return `value`. */
  returned: 2,
} as const;

/** `Abi.delegate`: one turn of a `yield*` in a sync generator (ECMA-262 15.5.5, YieldExpression : yield * AssignmentExpression). */
export function delegate(inner: Cursor, mode: 0 | 1 | 2, value: unknown): number {
  if (inner.kind !== Kind.protocol) return delegateToNative(inner, mode, value);
  const source = inner.source as object;
  let result: unknown;
  if (mode === 0) {
    result = Reflect.apply(inner.place as Function, source, [value]);
  } else {
    const method = methodOf(source, mode === 1 ? "throw" : "return");
    if (method === undefined) return without(inner, mode, value);
    result = Reflect.apply(method, source, [value]);
  }
  if (!isObject(result)) throw new TypeError("A method of an iterator gave a value that is not an object");
  if (!(result as { done?: unknown }).done) {
    inner.value = result;
    return Went.on;
  }
  inner.value = (result as { value?: unknown }).value;
  return mode === 2 ? Went.returned : Went.done;
}

/** An iterator of the language itself takes no value, and has neither `throw` nor `return`. */
function delegateToNative(inner: Cursor, mode: 0 | 1 | 2, value: unknown): number {
  if (mode !== 0) return without(inner, mode, value);
  if (inner.step()) {
    inner.value = { value: inner.value, done: false };
    return Went.on;
  }
  return Went.done;
}

function without(inner: Cursor, mode: 1 | 2, value: unknown): number {
  if (mode === 1) {
    inner.close(false);
    throw new TypeError("The iterator does not provide a 'throw' method.");
  }
  inner.value = value;
  return Went.returned;
}

/** ECMA-262 7.3.11 GetMethod. */
export function methodOf(object: object, name: string): Function | undefined {
  const method = (object as Record<string, unknown>)[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function") throw new TypeError(`The ${name} property of an iterator is not a function`);
  return method;
}
