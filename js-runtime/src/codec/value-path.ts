import type { GraphTables } from "./graph-tables.js";
import type { Pending } from "./kind-writers.js";

/** Under which an object holds its private elements, which then stand in the path as if they were its own. */
export const PRIVATE_KEY: unique symbol = Symbol("private elements");

const PATH_PARTS_MAX = 20;

/**
 * Names the value that `owner` holds under `key`: from the nearest variable of a function on, `order.client.socket`, with the
 * position of that function; else from the thread on.
 */
export function describeOwner(tables: GraphTables, owner: Pending | undefined, key: unknown): { path: string; at: string | undefined } {
  const parts: string[] = [];
  let holder = owner;
  let held = key;
  while (holder !== undefined && parts.length < PATH_PARTS_MAX) {
    const { layout } = holder;
    if (layout !== undefined && layout.kind !== "runtime") {
      const point = (holder.object as Record<string, unknown>)[layout.fields[0]!];
      const { name, at } = tables.describeField(layout.id, String(held), point);
      return { path: name + parts.reverse().join(""), at };
    }
    parts.push(layout === undefined ? accessOf(held) : "");
    held = holder.key;
    holder = holder.owner;
  }
  return { path: `thread${parts.reverse().join("")}`, at: undefined };
}

function accessOf(key: unknown): string {
  if (key === PRIVATE_KEY) return "";
  if (typeof key === "symbol" && key.description?.startsWith("#")) return `.${key.description}`;
  if (typeof key === "number") return `[${key}]`;
  if (typeof key === "symbol") return `[${String(key)}]`;
  if (typeof key === "string") return /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return "[entry]";
}
