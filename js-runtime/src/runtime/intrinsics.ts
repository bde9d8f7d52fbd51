/** A method that the runtime and the codec rely on, as it was before the program ran. */
interface Method {
  readonly object: object;
  readonly key: string | symbol;
  readonly descriptor: PropertyDescriptor;
}

const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const methods: Method[] = [];

/** Remembers the methods of arrays, Maps, Sets and their iterators. Called once, when the realm is complete and before the program runs. */
export function noteIntrinsics(): void {
  const iterators = [[].values(), new Map().entries(), new Set().values()].map((iterator) => getPrototypeOf(iterator)!);
  for (const object of [Array.prototype, Map.prototype, Set.prototype, ...iterators]) {
    for (const key of ownKeys(object)) {
      const descriptor = getOwnPropertyDescriptor(object, key)!;
      if (typeof descriptor.value === "function") methods.push({ object, key, descriptor });
    }
  }
}

/** What stood in the place of each method when `changedIntrinsic` was first called: module level may replace them. */
let accepted: unknown[] | undefined;

/** An object of which one of these methods was replaced or deleted since the first call, else undefined. */
export function changedIntrinsic(): object | undefined {
  const isFirst = accepted === undefined;
  accepted ??= [];
  for (let i = 0; i < methods.length; i++) {
    const { object, key } = methods[i]!;
    const value: unknown = getOwnPropertyDescriptor(object, key)?.value;
    if (isFirst) defineProperty(accepted, i, { value });
    else if (value !== accepted[i]) return object;
  }
  return undefined;
}

/**
 * Does `work` with these methods as the language defines them, whatever the program has put in their place: what user code replaces
 * is for user code. Where it made its replacement not configurable, that stays.
 */
export function withIntrinsics<T>(work: () => T): T {
  const moved: (PropertyDescriptor | undefined)[] = [];
  for (let i = 0; i < methods.length; i++) {
    const { object, key, descriptor } = methods[i]!;
    const found = getOwnPropertyDescriptor(object, key);
    if (found !== undefined && (found.value === descriptor.value || found.configurable !== true)) continue;
    if (defineProperty(object, key, descriptor)) defineProperty(moved, i, { value: found, configurable: true });
  }
  if (moved.length === 0) return work();
  try {
    return work();
  } finally {
    for (let i = 0; i < moved.length; i++) {
      const { object, key } = methods[i]!;
      if (getOwnPropertyDescriptor(moved, i) === undefined) continue;
      if (moved[i] === undefined) deleteProperty(object, key);
      else defineProperty(object, key, moved[i]!);
    }
  }
}
