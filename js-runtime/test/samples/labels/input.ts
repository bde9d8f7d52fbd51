import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  block: { log("in"); if (await later(true)) break block; log("never"); }
  a: for (let i = 0; i < 3; i++) { if (i === 1) { await null; continue a; } log(i); if (i === 2) { await null; break a; } }
  sw: switch (await later(1)) { case 1: for (;;) { await null; break sw; } case 2: log("no"); }
  x: { y: { await null; break x; } log("no"); }
  loop: while (true) { try { await null; break loop; } finally { log("fin"); } }
  lab: if (await later(true)) { log("a"); break lab; }
  t: try { await null; break t; } finally { log("t"); }
  kept: for (let i = 0; i < 3; i++) { for (;;) { if (i === 1) continue kept; break; } log("kept", i); }
  await null;
}
