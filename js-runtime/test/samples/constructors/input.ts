import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  function Point(this: any, x: number) { if (!new.target) return new (Point as any)(x); this.x = x; }
  Point.prototype.double = function () { return this.x * 2; };
  const make = (n: number) => function (this: any) { this.n = n; } as any;
  const P = Point as any;
  const p = new P(4), A = make(1), B = make(2);
  await outside();
  log(p.double(), P(5).x, p instanceof Point, p.constructor === Point, new A().n, new B().n, new A() instanceof B, A.prototype === B.prototype);
  P.extra = "kept";
  await outside();
  log(P.extra, new P(1).double());
}
