import { later, log } from "../trace.js";
export { manifest } from "../trace.js";

// Names that are read or written before the pattern or parameter list that declares them is done.

export default async function main() {
  const test = async (f: () => unknown) => { try { log(await f()); } catch (e) { log((e as Error).name); } };
  const own = async (x: unknown = x) => x;
  const next = async function (a: unknown = b, b?: unknown) { return [a, b]; };
  const earlier = async (a: number, { b = a, c = () => a + b } = {}) => [b, c()];
  await test(() => own());
  await test(() => own(1));
  await test(() => next());
  await test(() => next(1, 2));
  await test(() => earlier(3));
  await test(() => earlier(3, { b: 4 }));
  await test(() => { const [a, keep = () => a] = [a]; return keep; });
  await test(async () => { const { b, keep = () => b } = { b }; await later(0); return keep; });
  await test(async () => { const [a] = [a]; await later(0); return a; });
  await test(() => { ({ early } = { early: 1 }); let early; return early; });
  await test(() => { const read = () => early; [early] = [1]; let early; return read(); });
  await test(async () => { let text = ""; try { [value] = [await later(1)]; } catch (e) { text = (e as Error).name; } let value = 1; await later(0); [value] = [value + 1]; return text + value; });
  await test(() => {
    let other = 0;
    const act = function self() { const inner = () => self; [other, self as unknown] = [2, inner]; };
    try { act(); } finally { log(other); }
  });
  await test(async function self() { for (self as unknown of [1]) await later(0); });
}
