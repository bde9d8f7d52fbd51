// Collections that change between the steps of an iterator that lives across awaits (ECMA-262 24.1.5.1, 24.2.6.1, 23.1.5.1).
import { output, ref } from "kafka-workflow";

function show(name: string, value: unknown): void {
  output(`${name} ${JSON.stringify(value)}`, "out");
}

export const manifest = { outputTopics: ["out"] };

export default async function main(): Promise<string> {
  const map = new Map([["a", 1], ["b", 2], ["c", 3], ["d", 4]]);
  const first = map.entries();
  const second = map.keys();
  show("first", first.next());
  await ref();
  map.delete("a");
  show("after deleting what was visited", first.next());
  await ref();
  map.delete("c");
  map.set("e", 5);
  await ref();
  show("after deleting what was ahead", [first.next(), second.next()]);
  map.delete("b");
  map.set("b", 6);
  await ref();
  show("deleted and added again", [...first]);
  map.set("late", 7);
  show("an ended iterator stays ended", [first.next(), [...second]]);

  const set = new Set([1, 2, 3]);
  const values = set.values();
  values.next();
  values.next();
  await ref();
  set.clear();
  set.add(9);
  await ref();
  show("cleared and filled", [values.next()]);
  const atEnd = set.values();
  atEnd.next();
  await ref();
  set.add(10);
  await ref();
  show("at the end, but not ended", [atEnd.next(), atEnd.next()]);
  set.add(11);
  await ref();
  show("ended", atEnd.next());

  const list = [1, 2, 3];
  const items = list.values();
  items.next();
  await ref();
  list.unshift(0);
  show("moved", items.next());
  list.length = 1;
  await ref();
  list.push(7, 8);
  show("shrunk and grown", items.next());
  await ref();
  show("end", items.next());
  list.push(9);
  show("ended", items.next());
  for (const key of map.keys()) {
    await ref();
    map.delete(key);
    if (map.size > 1) map.set(`${key}'`.slice(0, 3), 0);
    if (key === "late") break;
  }
  show("left", [...map]);
  const found = "k1=v1;k2=v2".matchAll(/(\w+)=(\w+)/g);
  for (const match of found) {
    await ref();
    show("match", [match[1], match[2], match.index]);
  }
  return "done";
}
