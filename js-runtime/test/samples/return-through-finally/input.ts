import { log } from "../trace.js";
export { manifest } from "../trace.js";

const t: string[] = [];
async function kept() {
  await null;
  try { return value("kept"); } finally { t.push("cleanup"); }
}
async function overridden() {
  await null;
  while (true) { try { return "a"; } finally { break; } }
  return "b";
}
async function nested() {
  try { return "one"; } finally { l: try { await null; return "two"; } finally { break l; } }
}
async function closes() {
  await null;
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }), return() { t.push("closed"); return {}; } }) }) return x;
}
async function throwsInClose() {
  await null;
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }), return() { throw new Error("close"); } }) }) return x;
}
function value(x: string) { t.push("value"); return x; }
export default async function main() {
  log(await kept(), await overridden(), await nested(), await closes(), await throwsInClose().catch((e) => e), t);
}
