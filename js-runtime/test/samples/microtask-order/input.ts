import { log, together } from "../trace.js";
export { manifest } from "../trace.js";

const task = async (name: string, n: number) => { for (let i = 0; i < n; i++) { log(name, i); await null; } log(name, "end"); };
const thenable = { then(resolve: (v: string) => void) { log("then called"); resolve("thenable"); } };
export default async function main() {
  await together(
    () => task("a", 4),
    async () => { log(await thenable as unknown); log("b"); },
    async () => { const p = (async () => Promise.resolve(1))(); log("ret", await p); },
    async () => { const p = (async () => await Promise.resolve(2))(); log("ret await", await p); },
    async () => { const p = (async () => thenable)(); log("ret thenable", await p); },
    async () => { await Promise.reject(new Error("r")).catch(() => log("caught")); },
    async () => { try { await Promise.reject(1); } catch { log("c1"); } finally { log("f1"); } },
    () => Promise.resolve().then(() => log("t1")).then(() => log("t2")).then(() => log("t3")).then(() => log("t4")),
    async () => { for (const x of [1, 2]) { log("loop", x); await x; } },
  );
}
