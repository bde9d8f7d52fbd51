import { log } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const test = async (f: () => unknown) => { try { log(await f()); } catch (e) { log((e as Error).name); } };
  await test(function own() { (eval0(() => { (own as any) = 1; }))(); return typeof own; });
  await test(async function own() { await null; try { (own as any) = 1; } catch (e) { log((e as Error).name); } return typeof own; });
  await test(function own() { (own as any) += log("right") as any; });
  await test(function own() { (own as any)++; });
}
function eval0(f: () => void) { return () => { try { f(); } catch (e) { log("inner", (e as Error).name); } }; }
