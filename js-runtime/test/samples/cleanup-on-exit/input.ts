import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const steps: string[] = [];
  const attempt = async (n: number) => {
    const undo: (() => Promise<void>)[] = [];
    try {
      for (const s of ["a", "b", "c"]) { await outside(); if (s === "c" && n) throw new Error(`no ${s}`); undo.push(async () => { await outside(); steps.push(`undo ${s}${n}`); }); steps.push(s + n); }
      return "booked";
    } catch (e) {
      for (const u of undo.reverse()) await u();
      return (e as Error).message;
    } finally { steps.push("end" + n); }
  };
  log(await attempt(0), await attempt(1), steps);
}
