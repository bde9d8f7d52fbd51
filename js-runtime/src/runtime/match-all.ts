import type { Cursor } from "./cursor.js";

/** `Cursor.place` of a walk over matches. */
export const MatchFlags = { isGlobal: 1, isUnicode: 2 } as const;

const nativeExec = RegExp.prototype.exec;

/**
 * One step of %RegExpStringIteratorPrototype%.next (ECMA-262 22.2.9.2.1). `source` is the matcher, `extra` the string.
 *
 * @returns false when there is no further match
 */
export function stepRegExp(cursor: Cursor): boolean {
  const flags = cursor.place as number;
  if (flags < 0) return false;
  const matcher = cursor.source as RegExp;
  const text = cursor.extra as string;
  const match = execute(matcher, text);
  if (match === null) return false;
  cursor.value = match;
  if ((flags & MatchFlags.isGlobal) === 0) {
    cursor.place = -1;
  } else if (String(match[0]) === "") {
    const at = toLength(matcher.lastIndex);
    const isPair = (flags & MatchFlags.isUnicode) !== 0 && (text.codePointAt(at) ?? 0) > 0xffff;
    matcher.lastIndex = at + (isPair ? 2 : 1);
  }
  return true;
}

/** ECMA-262 22.2.7.1 RegExpExec */
function execute(matcher: RegExp, text: string): RegExpExecArray | null {
  const exec: unknown = matcher.exec;
  if (typeof exec !== "function") return Reflect.apply(nativeExec, matcher, [text]) as RegExpExecArray | null;
  const result: unknown = Reflect.apply(exec, matcher, [text]);
  if (result !== null && typeof result !== "object" && typeof result !== "function") throw new TypeError("The exec method of a regular expression gave a value that is neither an object nor null");
  return result as RegExpExecArray | null;
}

/** ECMA-262 22.2.6.9 RegExp.prototype[@@matchAll]: the matcher to walk with, and how. */
export function matcherOf(regExp: unknown, text: string): { matcher: object; flags: number } {
  if ((typeof regExp !== "object" && typeof regExp !== "function") || regExp === null) throw new TypeError("RegExp.prototype[Symbol.matchAll] called on a value that is not an object");
  const constructor = speciesOf(regExp);
  const flags = String((regExp as RegExp).flags);
  const matcher = Reflect.construct(constructor, [regExp, flags]) as RegExp;
  matcher.lastIndex = toLength((regExp as RegExp).lastIndex);
  const isUnicode = flags.includes("u") || flags.includes("v");
  return { matcher, flags: (flags.includes("g") ? MatchFlags.isGlobal : 0) | (isUnicode ? MatchFlags.isUnicode : 0) };
}

function speciesOf(regExp: object): Function {
  const constructor = (regExp as { constructor?: unknown }).constructor;
  if (constructor === undefined) return RegExp;
  if ((typeof constructor !== "object" && typeof constructor !== "function") || constructor === null) throw new TypeError("The constructor property of a regular expression is not an object");
  return (constructor as { [Symbol.species]?: Function | null })[Symbol.species] ?? RegExp;
}

function toLength(value: unknown): number {
  const length = Math.trunc(Number(value));
  return length > 0 ? Math.min(length, Number.MAX_SAFE_INTEGER) : 0;
}
