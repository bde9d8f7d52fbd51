/*---
description: an arrow function keeps the `this` of its method
---*/

const made = { n: 7, read() { return () => this.n; } };
const read = made.read();
assert.sameValue(read(), 7, "this");
