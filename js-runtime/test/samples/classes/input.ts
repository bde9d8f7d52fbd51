import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

class Animal {
  constructor(readonly name: string) {}
  async speak() { await null; return `${this.name} speaks`; }
  static kinds = ["a"];
  static create(name: string) { return new this(name); }
  toString() { return `<${this.name}>`; }
}
class Dog extends Animal {
  tricks: string[] = [];
  constructor(name: string) { const f = () => this; super(name); log(f() === this); }
  override async speak() { const base = await super.speak(); const s = async () => `${await super.speak()}!`; return `${base} ${await s()} woof`; }
  learn = (t: string) => { this.tricks.push(t); return this; };
  static override create(name: string) { return super.create(name + "2"); }
  get loud() { return super.toString().toUpperCase(); }
  async all() { for (const t of this.tricks) { await outside(); log(t); } return [...this.tricks].map((t) => `${this.name}:${t}`); }
}
export default async function main() {
  const d = Dog.create("rex") as Dog;
  log(await d.speak(), String(d), d.loud, d instanceof Animal, Dog.kinds, Object.keys(d));
  d.learn("sit").learn("roll");
  await outside();
  log(await d.all(), d.learn, Object.getPrototypeOf(d) === Dog.prototype, d.constructor.name);
}
