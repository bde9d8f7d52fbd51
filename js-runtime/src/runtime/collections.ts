const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
const mapSize = Reflect.getOwnPropertyDescriptor(Map.prototype, "size")!.get!;
const setSize = Reflect.getOwnPropertyDescriptor(Set.prototype, "size")!.get!;

/** The entries of a Map; none for an object that only inherits from `Map.prototype`. */
export function entriesOf(map: Map<unknown, unknown>): [unknown, unknown][] {
  return isBranded(mapSize, map) ? Array.from(Reflect.apply(mapEntries, map, []) as Iterable<[unknown, unknown]>) : [];
}

/** The values of a Set; none for an object that only inherits from `Set.prototype`. */
export function valuesOf(set: Set<unknown>): unknown[] {
  return isBranded(setSize, set) ? Array.from(Reflect.apply(setValues, set, []) as Iterable<unknown>) : [];
}

function isBranded(getter: Function, object: object): boolean {
  try {
    Reflect.apply(getter, object, []);
    return true;
  } catch {
    // The getter throws for objects that lack the internal slot: that is the question asked.
    return false;
  }
}
