import { later, log } from "../trace.js";
export { manifest } from "../trace.js";

// Patterns that bind nothing still take their value apart, with awaits around and in them.

function source(name: string) {
  return { [Symbol.iterator]() { log(`${name} begins`); return { next: () => { log(`${name} next`); return { done: false, value: name }; }, return() { log(`${name} ends`); return {}; } }; } };
}

export default async function main() {
  const [] = await later(source("declared") as any);
  const [, ,] = await later(source("elisions") as any);
  const {} = await later({});
  for (const [] of [source("for")]) await later(0);
  for (var [,] of [source("for var")]) await later(0);
  for await (const [,] of [source("for await")]) log("turn");
  for await (let {} of [1, 2]) log("turn");
  try { const {} = await later(null as any); } catch (e) { log((e as Error).name); }
}
