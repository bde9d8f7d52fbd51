import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  for (const k of [0, 1]) {
    try {
      switch (k) { case 0: let a = 1; log(a); break; case 1: log(a!); }
    } catch (e) { log((e as Error).name); }
    try {
      switch (await later(k)) { case 0: let b = 1; await null; log(b); break; case 1: await null; b = 2; log(b); }
    } catch (e) { log((e as Error).name); }
    try {
      switch (k) { case 0: let c = 1; log((() => c)()); break; case 1: log((() => c)()); }
    } catch (e) { log((e as Error).name); }
  }
}
