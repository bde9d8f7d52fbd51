/**
 * Own keys keep the order in which they were added, and some cannot be deleted. Giving an object a list of keys in a given order
 * therefore means to delete from the first difference on, and then to define the rest.
 */

/** Deletes the own properties of `object` that stand in the way of the order `keys`; defining all of them in turn then gives it. */
export function makeRoom(object: object, keys: readonly (string | symbol)[]): void {
  const wanted = new Set(keys);
  for (const key of Reflect.ownKeys(object)) if (!wanted.has(key)) Reflect.deleteProperty(object, key);
  const own = Reflect.ownKeys(object).filter(isOrdered);
  for (let i = firstDifference(own, keys.filter(isOrdered)); i < own.length; i++) Reflect.deleteProperty(object, own[i]!);
}

/** A key that `makeRoom` would have to delete and cannot; undefined when there is none. */
export function keyInTheWay(object: object, keys: readonly (string | symbol)[]): string | symbol | undefined {
  const wanted = new Set(keys);
  const isFixed = (key: string | symbol): boolean => !Reflect.getOwnPropertyDescriptor(object, key)!.configurable;
  const surplus = Reflect.ownKeys(object).find((key) => !wanted.has(key) && isFixed(key));
  if (surplus !== undefined) return surplus;
  const own = Reflect.ownKeys(object).filter((key) => wanted.has(key) && isOrdered(key));
  return own.slice(firstDifference(own, keys.filter(isOrdered))).find(isFixed);
}

/** Array indexes come first and in numeric order, whenever they were added. */
function isOrdered(key: string | symbol): boolean {
  return typeof key === "symbol" || String(Number(key) >>> 0) !== key || Number(key) === 2 ** 32 - 1;
}

function firstDifference(a: readonly unknown[], b: readonly unknown[]): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
