import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  await null; ; {} { } if (await later(1)); else; for (; await later(false);); while (await later(0)); do ; while (await later(""));
  try { await null; } finally { } try { await fails(""); } catch { }
  switch (await later(1)) { } switch (1) { default: await null; }
  for (const _ of await later([])); for (const _ in await later({}));
  a: { await null; } b: ; 
  log("done"); await outside();
  return void 0;
}
