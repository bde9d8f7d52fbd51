import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

const order: string[] = [];
const note = <T>(text: string, value: T): T => { order.push(text); return value; };
class Account {
  static #opened = 0;
  static readonly #names = new Map<string, Account>();
  #balance = note("balance", 0);
  name: string;
  #history: string[] = note("history", [`opened ${this.#balance}`]);
  open = note("open", this.#history.length);
  #listener?: (n: number) => void;
  constructor(name: string) { this.name = name; Account.#opened++; Account.#names.set(name, this); }
  #log(text: string) { this.#history.push(text); return this; }
  get #doubled() { return this.#balance * 2; }
  set #doubled(n) { this.#balance = n / 2; }
  static #secret(a: Account) { return a.#balance * 100 + this.#opened; }
  deposit(n: number) { this.#balance += n; this.#log(`+${n}`).#log("logged"); this.#listener?.(n); return this; }
  onDeposit(f: (n: number) => void) { this.#listener ??= f; return this; }
  async depositLater(n: number) {
    this.#balance += await later(n);
    const add = () => ++this.#balance;
    this.#history[await later(0)] = `first ${this.#balance}`;
    [this.#balance, this.#listener] = [add() + 1, undefined];
    return this.#log(await later("later")).#doubled;
  }
  halve() { this.#doubled = this.#balance; return this.#balance--; }
  static has(o: object) { return #balance in o && #log in o; }
  static stats() { return [this.#opened, [...Account.#names.keys()]]; }
  static secret(a: Account) { return Account.#secret(a); }
  history() { return this.#history.map((one, i) => `${i}${one}`).join() + this.#balance; }
  equals(o: Account) { try { return this.#balance === o.#balance; } catch (e) { return (e as Error).name; } }
  async #hidden() { await null; return super.toString() + this.#balance; }
  hidden() { return this.#hidden(); }
  methods() { return this.#log; }
  unwritable() { try { (this as any).#log = 1; } catch (e) { return (e as Error).name; } }
}
class Savings extends Account {
  #balance = "other";
  #rate = 0.5;
  tell() { return `${this.#balance} ${this.#rate} ${super.history()}`; }
  static override has(o: object) { return #rate in o; }
}
const atModule = new Account("module").deposit(5);
export default async function main() {
  log(order.splice(0), Account.stats(), atModule.history());
  const a = new Account("a"), s = new Savings("s");
  log(order.splice(0), JSON.stringify(a));
  await outside();
  let heard = 0;
  log(a.onDeposit((n) => { heard += n; }).deposit(3).history(), await a.depositLater(4), heard);
  atModule.deposit(1);
  await outside();
  log(a.history(), s.deposit(1).tell(), a.halve(), a.history(), atModule.history(), Account.stats(), await s.hidden());
  log(Account.has(a), Account.has(s), Savings.has(a), Savings.has(s), Account.has({}), a.equals(s), a.equals({} as any), a.unwritable());
  log(a.methods() === s.methods(), a.methods().name, Account.secret(a), Reflect.ownKeys(a), Object.isFrozen(Object.freeze(s)), s.deposit(2).history());
  const f = Object.freeze(new Savings("frozen"));
  await outside();
  log(f.deposit(9).tell(), Object.isFrozen(f), a.methods() === new Account("n").methods());
  try { new (class extends (function (this: any, o: any) { return o; } as any) { #twice = new (class extends (Object as any) {})(); static make(o: object) { new this(o); return new this(o); } } as any).make({}); } catch (e) { log((e as Error).name); }
}
