import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

function counter() {
  let n = 0;
  return { up: () => ++n, down: () => --n, get value() { return n; }, set value(v) { n = v; } };
}
export default async function main() {
  const a = counter(), b = counter();
  a.up(); a.up(); b.down();
  await outside();
  log(a.value, b.value, a.up(), a.value);
  a.value = 40;
  await outside();
  log(a.up(), Object.keys(a), a.up, Object.getOwnPropertyDescriptor(a, "value")!.get);
}
