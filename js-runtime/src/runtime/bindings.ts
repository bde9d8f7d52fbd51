/** The value of a captured binding before its initialization. */
export const TDZ: unknown = Object.freeze(Object.create(null));

/** `Abi.initialized` */
export function initialized<T>(value: T, name: string): T {
  if (value === TDZ) throw new ReferenceError(`Cannot access '${name}' before initialization`);
  return value;
}

/** `Abi.constant` */
export function constant(name: string): never {
  throw new TypeError(`Assignment to constant variable '${name}'.`);
}
