// Arguments objects in variables, across awaits: identity, kind, attributes, what the program does to them.
import { output, ref } from "kafka-workflow";

function show(name: string, value: unknown): void {
  output(`${name} ${JSON.stringify(value)}`, "out");
}

export const manifest = { outputTopics: ["out"] };

function given(..._rest: unknown[]): IArguments { return arguments; }
function twice(_a: unknown): boolean { const one = arguments; return one === arguments; }
function inner(_a: unknown): () => IArguments { return () => arguments; }
function length(_a: unknown): number { return length2.apply(null, arguments as never); }
function length2(..._all: unknown[]): number { return arguments.length; }
async function later(_a: unknown): Promise<IArguments> { await ref(); return arguments; }

export default async function main(): Promise<string> {
  const shared = { name: "shared" };
  const values = given(1, shared, shared);
  const changed = given("a", "b", "c") as IArguments & { extra?: string };
  changed.extra = "more";
  delete changed[1];
  const frozen = Object.freeze(given(1));
  const arrow = inner("captured");
  const before = arrow();
  await ref();
  show("values", [values.length, values[0], values[1] === values[2], values[1] === shared, [...values].length]);
  show("kind", [values, changed, frozen, before].map((one) => Object.prototype.toString.call(one)));
  show("attributes", Object.getOwnPropertyDescriptor(values, "length"));
  show("callee", typeof Object.getOwnPropertyDescriptor(values, "callee")!.get);
  show("changed", [Object.keys(changed), changed.length, 1 in changed]);
  show("frozen", Object.isFrozen(frozen));
  show("same", [twice(1), before === arrow(), length(1)]);
  show("iterator", values[Symbol.iterator] === Array.prototype.values);
  show("later", [...await later("x")]);
  let refused = "";
  try {
    (values as unknown as { callee: unknown }).callee;
  } catch (error) {
    refused = (error as Error).name;
  }
  return refused;
}
