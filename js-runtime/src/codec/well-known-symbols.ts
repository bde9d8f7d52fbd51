/** Symbols such as `Symbol.iterator`, with their names. */
export const wellKnownSymbols: ReadonlyMap<symbol, string> = new Map(
  Reflect.ownKeys(Symbol)
    .filter((key): key is string => typeof key === "string")
    .map((key): [unknown, string] => [(Symbol as unknown as Record<string, unknown>)[key], key])
    .filter((entry): entry is [symbol, string] => typeof entry[0] === "symbol"),
);
