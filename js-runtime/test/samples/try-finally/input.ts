import { log, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

async function f(how: string) {
  const trace: unknown[] = [];
  const result = await (async () => {
    for (let i = 0; i < 3; i++) {
      try {
        trace.push("try", i);
        if (how === "return") return await later("r");
        if (how === "break") break;
        if (how === "continue") { await null; continue; }
        if (how === "throw") await fails("t");
        if (how === "override") throw new Error("lost");
      } finally {
        trace.push("finally");
        await later(0);
        if (how === "override") return "overridden";
        if (how === "breakout" && i === 1) break;
      }
      trace.push("after");
    }
    return "end";
  })().catch((e) => e.message);
  return [trace, result];
}
export default async function main() {
  for (const how of ["normal", "return", "break", "continue", "throw", "override", "breakout"]) log(how, await f(how));
}
