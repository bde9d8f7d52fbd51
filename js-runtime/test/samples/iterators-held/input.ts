// Iterators of the language in variables, across awaits: their places, their ends, their prototypes.
import { output, ref } from "kafka-workflow";

function show(name: string, value: unknown): void {
  output(`${name} ${JSON.stringify(value)}`, "out");
}

export const manifest = { outputTopics: ["out"] };

export default async function main(): Promise<string> {
  const list = ["a", "b", "c"];
  const iterators: [string, Iterator<unknown>][] = [
    ["values", list.values()], ["keys", list.keys()], ["entries", list.entries()], ["symbol", list[Symbol.iterator]()],
    ["typed", new Uint8Array([7, 8, 9]).values()], ["typed entries", new Float64Array([1.5, 2.5])[Symbol.iterator]()],
    ["map", new Map([[1, "x"], [2, "y"], [3, "z"]]).entries()], ["map keys", new Map([[1, "x"], [2, "y"]]).keys()],
    ["map symbol", new Map([["k", 1], ["l", 2]])[Symbol.iterator]()], ["set", new Set([4, 5, 6]).values()], ["set entries", new Set(["q", "r"]).entries()],
    ["string", "x😀\ud800y"[Symbol.iterator]()], ["matches", "a1b22c333".matchAll(/(?<digits>\d+)/g)], ["empty matches", "😀b".matchAll(/(?:)/gu)],
    ["array-like", Array.prototype.values.call({ length: 2, 0: "zero", 1: "one" })],
  ];
  for (let round = 0; round < 5; round++) {
    for (const [name, iterator] of iterators) {
      show(name, iterator.next());
      await round;
    }
    await ref();
  }
  const prototypes = iterators.map(([, iterator]) => Object.getPrototypeOf(iterator) as object);
  await ref();
  show("shared prototypes", [prototypes[0] === prototypes[1], prototypes[0] === prototypes[6], prototypes[6] === prototypes[7], prototypes[0] === prototypes[4]]);
  show("tags", [...new Set(iterators.map(([, iterator]) => Object.prototype.toString.call(iterator)))]);
  show("own keys", iterators.map(([, iterator]) => Reflect.ownKeys(iterator).length));
  show("root", prototypes.every((one) => Object.getPrototypeOf(one) === Object.getPrototypeOf(prototypes[0]!)));
  const rest = list.values();
  rest.next();
  const copy = rest as IterableIterator<string>;
  await ref();
  show("spread of the rest", [...copy]);
  show("and once more", [...copy]);
  show("itself", copy[Symbol.iterator]() === copy);
  show("methods", [[].values === [][Symbol.iterator], new Set().keys === new Set().values, new Map()[Symbol.iterator] === new Map().entries, list.values.name, list.values.length]);
  let wrong = "";
  try {
    (Object.getPrototypeOf(new Map().keys()) as Iterator<unknown>).next.call(new Set([1]).values());
  } catch (error) {
    wrong = (error as Error).name;
  }
  return wrong;
}
