import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

class Account {
  static #opened = 0;
  #balance = 0;
  readonly #owner: string;

  constructor(owner: string) {
    this.#owner = owner;
    Account.#opened++;
  }

  static get opened(): number {
    return Account.#opened;
  }

  static is(value: object): boolean {
    return #balance in value;
  }

  get #text(): string {
    return `${this.#owner}: ${this.#balance}`;
  }

  #add(amount: number): void {
    this.#balance += amount;
  }

  async deposit(amount: number): Promise<string> {
    this.#add(await Promise.resolve(amount));
    await outside();
    this.#balance++;
    return this.#text;
  }

  peek(other: Account): string {
    return other.#text;
  }
}

export default async function main(): Promise<void> {
  const ada = new Account("Ada");
  const bob = Object.freeze(new Account("Bob"));
  class Counter {
    #count: number;
    constructor(from: number) {
      this.#count = from;
    }
    next = (): number => ++this.#count;
  }
  const counters = [new Counter(1), new Counter(10)];
  await outside();
  log(await ada.deposit(5), await bob.deposit(7), ada.peek(bob));
  await outside();
  log(Account.is(ada), Account.is({}), Account.opened, counters.map((counter) => counter.next()).join());
  try {
    Account.prototype.peek.call({}, {} as Account);
  } catch (error) {
    log((error as Error).name);
  }
}
