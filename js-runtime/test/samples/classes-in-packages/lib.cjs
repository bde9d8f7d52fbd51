"use strict";
const registry = new Map();
class Node {
  constructor(name) { this.name = name; this.children = []; registry.set(name, this); }
  add(child) { this.children.push(child); return this; }
  get depth() { return 1 + Math.max(0, ...this.children.map((one) => one.depth)); }
  static find(name) { return registry.get(name); }
  async visit(each) { await each(this); for (const child of this.children) await child.visit(each); }
}
class Leaf extends Node {
  add() { throw new LeafError(this.name); }
  get depth() { return super.depth; }
}
class LeafError extends Error {
  constructor(name) { super(`${name} is a leaf`); this.name = "LeafError"; }
}
let made = 0;
exports.lazy = () => { class Lazy extends Leaf { number = ++made; } return Lazy; };
module.exports = Object.assign(exports, { Node, Leaf, LeafError, default: Node });
