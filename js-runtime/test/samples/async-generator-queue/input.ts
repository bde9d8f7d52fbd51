import { log, later, together } from "../trace.js";
export { manifest } from "../trace.js";

async function* counter(name: string): AsyncGenerator<unknown, unknown, unknown> {
  let n = 0;
  try { for (;;) { log(name, "resumed with", yield n++); await later(0); if (n > 4) return "done"; } } finally { log(name, "finally"); await later(0); }
}
export default async function main() {
  const g = counter("queue");
  const answers = [g.next(1), g.next(2), g.next(3), g.return(later("r")), g.next(4), g.throw("t"), g.return(5), g.next(6)];
  answers.forEach((p, i) => { p.then((v) => log(i, v), (e) => log(i, "rejected", e)); });
  await Promise.allSettled(answers);
  const h = counter("many");
  log(await Promise.all([0, 1, 2, 3, 4, 5, 6].map((x) => h.next(x))));
  const order = counter("order");
  await together(
    async () => { for (let i = 0; i < 3; i++) { log("A", await order.next("A" + i)); } },
    async () => { for (let i = 0; i < 3; i++) { await null; log("B", await order.next("B" + i)); } },
    async () => { for (let i = 0; i < 12; i++) { await null; log("tick", i); } });
  const unstarted = counter("never");
  await together(() => unstarted.return(1).then((v) => log(v)), () => unstarted.return(Promise.reject("no")).catch((e) => log(e)), () => unstarted.next().then((v) => log(v)));
}
