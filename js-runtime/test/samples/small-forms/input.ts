import { later, log } from "../trace.js";
export { manifest } from "../trace.js";

// Forms that are easy to get wrong and too small for a sample of their own.

export default async function main() {
  let first = true;
  for (var x; first; first = false) { var x: any; x = await later(1); }
  for (var y: any, z: any; !y; y = z) { z = "z"; await later(0); }
  log(x, y, (() => x)());
  const __proto__ = { inherited: 1 };
  const own: any = { __proto__ }, inherits: any = { "__proto__": __proto__, get: () => __proto__ };
  await later(0);
  log(Object.keys(own).join(), own.inherited, inherits.inherited, Object.keys(inherits).join());
}
