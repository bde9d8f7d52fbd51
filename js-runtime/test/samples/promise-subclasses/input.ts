// Instances of subclasses of Promise across awaits: settled and pending, with fields and private members, and what their methods make.
import { output, ref } from "kafka-workflow";

function show(name: string, value: unknown): void {
  output(`${name} ${JSON.stringify(value)}`, "out");
}

export const manifest = { outputTopics: ["out"] };

class Tracked<T> extends Promise<T> {
  readonly label: string;
  #looked = 0;

  constructor(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void, label = "none") {
    super(executor);
    this.label = label;
  }

  look(): number { return ++this.#looked; }
}

class Plain<T> extends Tracked<T> {
  static override get [Symbol.species](): PromiseConstructor { return Promise; }
}

export default async function main(): Promise<string> {
  let settle: (value: string) => void = () => {};
  const pending = new Tracked<string>((resolve) => { settle = resolve; }, "pending");
  const done = Tracked.resolve("done");
  const failed = Tracked.reject(new RangeError("failed")) as Tracked<never>;
  failed.catch(() => {});
  const derived = pending.then((value) => `${value} and on`);
  const all = Tracked.all([pending, done, 3]);
  const race = Tracked.race([pending, ref()]);
  const plain = new Plain<number>((resolve) => resolve(1), "plain");
  (pending as unknown as { extra: object }).extra = { of: pending };
  pending.look();
  await ref();
  show("kinds", [pending, done, failed, derived, all, race, plain].map((one) => [one instanceof Tracked, one instanceof Promise, one.constructor.name]));
  show("fields", [pending.label, pending.look(), (derived as Tracked<string>).label, plain.label, Object.keys(pending)]);
  show("cycle", (pending as unknown as { extra: { of: unknown } }).extra.of === pending);
  show("species", plain.then(() => 1) instanceof Tracked);
  settle("settled");
  show("awaited", [await pending, await done, await derived, await all, await race, await plain]);
  await ref();
  show("again", [await pending, Tracked.resolve(pending) === pending, Promise.resolve(pending) === (pending as unknown)]);
  return failed.then(() => "no", (error: Error) => `${error.name} ${error.message}`);
}
