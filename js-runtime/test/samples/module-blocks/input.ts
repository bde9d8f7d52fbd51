import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

const made: (() => number)[] = [];
for (let i = 0; i < 3; i++) made.push(() => i++);
const { first, ...others } = { first: 1, b: 2, c: 3 };
{ let hidden = 1; made.push(() => hidden++); }
try { throw new Error("at start"); } catch (e) { made.push(() => (e as Error).message.length); }
const [one, two = () => one] = [() => 1] as (() => unknown)[];
export default async function main() {
  log(made.map((f) => f()), made.map((f) => f())); await outside(); log(made.map((f) => f()));
  log(first, others, one!(), (two!() as Function)() === undefined, two);
}
