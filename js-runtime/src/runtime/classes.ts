import type { ClassDefinition, ClassParent, ClosureFactory } from "../abi.js";

/** `Abi.parent` */
export function parent(value: unknown): ClassParent {
  if (value === null) return { constructor: null, prototype: null };
  if (!isConstructor(value)) throw new TypeError(`Class extends value ${describe(value)} is not a constructor or null`);
  const prototype: unknown = (value as { prototype: unknown }).prototype;
  if (prototype !== null && typeof prototype !== "object" && typeof prototype !== "function") {
    throw new TypeError(`Class extends value does not have valid prototype property ${describe(prototype)}`);
  }
  return { constructor: value as object, prototype };
}

/**
 * `Abi.class`. The factory makes the class without parent, keys and static elements, so that a reload can call it before
 * anything that it refers to is there; all of that is added here, once.
 */
export function defineClass<S>(create: ClosureFactory<S, Function>, scope: S, extended?: ClassParent, keys: PropertyKey[] = [],
                               methods?: object): Function {
  const definition: ClassDefinition = { keys, methods, run: undefined };
  const made = create(scope, definition);
  if (extended !== undefined) {
    if (extended.constructor !== null) Object.setPrototypeOf(made, extended.constructor);
    Object.setPrototypeOf(made.prototype, extended.prototype);
  }
  if (keys.length > 0) {
    useKeys(made.prototype as object, keys);
    useKeys(made, keys);
  }
  definition.run?.();
  return made;
}

/** The name under which a factory defines the member with computed key number n. */
const PLACEHOLDER = /^computed key (\d+)$/;

/** Moves the members under placeholders to their keys, as if they had been defined there in the order of the class body. */
function useKeys(object: object, keys: readonly PropertyKey[]): void {
  const given = Reflect.ownKeys(object);
  const first = given.findIndex((key) => numberOf(key) !== undefined);
  if (first < 0) return;
  const moved = given.slice(first).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key)!] as const);
  for (const [key] of moved) Reflect.deleteProperty(object, key);
  for (const [key, descriptor] of moved) {
    const number = numberOf(key);
    if (number === undefined) Object.defineProperty(object, key, descriptor);
    else defineMember(object, keys[number]!, descriptor);
  }
}

function numberOf(key: PropertyKey): number | undefined {
  const match = typeof key === "string" ? PLACEHOLDER.exec(key) : null;
  return match === null ? undefined : Number(match[1]);
}

/** ECMA-262 10.2.9 SetFunctionName, then DefineMethodProperty or its like for accessors. */
function defineMember(object: object, key: PropertyKey, { value, get, set }: PropertyDescriptor): void {
  const name = typeof key !== "symbol" ? String(key) : key.description === undefined ? "" : `[${key.description}]`;
  for (const [member, text] of [[value, name], [get, `get ${name}`], [set, `set ${name}`]] as [Function | undefined, string][]) {
    if (member !== undefined) Object.defineProperty(member, "name", { value: text });
  }
  Object.defineProperty(object, key, value !== undefined ? { value: value as unknown, writable: true, enumerable: false, configurable: true }
    : { ...(get && { get }), ...(set && { set }), enumerable: false, configurable: true });
}

/** ECMA-262 7.2.4 IsConstructor. */
export function isConstructor(value: unknown): boolean {
  if (typeof value !== "function") return false;
  try {
    Reflect.construct(Object, [], value);
    return true;
  } catch {
    return false;
  }
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? "#<Object>" : typeof value === "function" ? value.name : String(value);
}
