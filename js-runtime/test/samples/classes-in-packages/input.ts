import { log, outside } from "../trace.js";
import lib from "./lib.cjs";
export { manifest } from "../trace.js";

const { Node, Leaf, LeafError, lazy } = lib as any;
const atModule = new Node("module");
export default async function main() {
  const tree = new Node("root").add(new Leaf("a")).add(new Node("b").add(new Leaf("c")));
  await outside();
  log(tree.depth, tree instanceof Node, Node.find("c") instanceof Leaf, Node.find("root") === tree, Node.find("module") === atModule);
  await tree.visit(async (node: any) => { await outside(); log(node.name, node.constructor.name); });
  try { Node.find("a").add(); } catch (e) { await outside(); log(e, e instanceof LeafError); }
  const One = lazy(), Two = lazy(), one = new One("one"), two = new Two("two");
  await outside();
  log(one instanceof One, one instanceof Two, one instanceof Leaf, one.number, two.number, new One("x").number, one.depth, Object.getPrototypeOf(One) === Leaf);
}
