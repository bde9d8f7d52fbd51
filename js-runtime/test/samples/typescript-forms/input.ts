import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

enum Color { Red, Green = "g" }
namespace Shapes { export const sides = 4; export async function area(x: number) { await null; return x * sides; } }
abstract class Base { protected constructor(protected readonly v: number, public w = v * 2) {} }
class Impl extends Base { constructor() { super(21); } async get() { await null; return [this.v, this.w]; } }
const sat = { a: 1 } satisfies Record<string, number>;
export default async function main() {
  log(Color.Red, Color[0], Color.Green, await Shapes.area(2), await new Impl().get(), sat.a as number);
  const gen = async <T,>(x: T): Promise<T> => x;
  log(await gen(<number>1), (await later({ x: 1 }))!.x);
  { using res = { [Symbol.dispose]() { log("disposed"); } }; await null; log("using", typeof res); }
}
