import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

function makeStore(kind: string) {
  return class Store extends Map<string, number> {
    #hits = 0;
    [kind] = `field ${this.#hits}`;
    static #made: Store[] = [];
    #count(by = 1) { return (this.#hits += by); }
    static #last() { return this.#made.at(-1); }
    get #label() { return `${kind} ${this.#hits}`; }
    constructor() { super(); Store.#made.push(this); }
    override get(key: string) { this.#count(); return super.get(key); }
    async slow(key: string) { await later(0); const f = async () => { await null; return this.#count(10); }; return [await f(), this.#label, super.get(key)]; }
    static made() { return this.#made.length; }
    static last() { return Store.#last(); }
    static isOne(o: object) { return #hits in o; }
    label = () => this.#label;
  };
}
class Outer {
  #z = 1;
  inner() {
    const outer = this;
    return class Inner {
      #x = 2;
      #y = outer.#z;
      both() { return [this.#x, this.#y, this.sum()]; }
      sum() { return [1, 2].map((n) => n * this.#y + outer.#inc()); }
    };
  }
  #inc() { return this.#z++; }
}
export default async function main() {
  const A = makeStore("alpha"), B = makeStore("beta");
  const a = new A(), b = new B();
  a.set("k", 7);
  await outside();
  log(a.get("k"), b.get("k"), a.label(), b.label(), A.isOne(a), A.isOne(b), B.isOne(b), (a as any).alpha, A.made(), A.last() === a);
  log(await a.slow("k"), await b.slow("k"));
  const o = new Outer(), I = o.inner(), J = o.inner();
  await outside();
  const i = new I();
  log(i.both(), new J().both(), i instanceof I, i instanceof J);
  await outside();
  log(i.both(), A.last() === a, new A().label(), A.made(), B.made());
  const privates = class { #v = 0; static #s = 1; bump() { return [this.#v++, ++this.#v, -this.#v, `${this.#v}`, typeof this.#v]; } static all() { return (this as any).#s; }
    with(n: number) { ({ a: this.#v, b: [this.#v = 5] = [] as any } = { a: n } as any); return this.#v; }
    async each() { const seen = []; for (this.#v of [1, 2]) { seen.push(await later(this.#v)); } return seen; }
    get self() { return this; } twice() { return [this.self.#v++, this.self.self.#tag`x${1}`, this.self.#v ||= 3]; } #tag(t: TemplateStringsArray, ...n: number[]) { return [...t, ...n, this.#v]; } };
  const p = new privates();
  await outside();
  log(p.bump(), p.with(8), await p.each(), p.twice(), privates.all());
}
