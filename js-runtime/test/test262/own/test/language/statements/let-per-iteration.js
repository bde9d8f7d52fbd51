/*---
description: every turn of a loop has variables of its own
includes: [compareArray.js]
---*/

const reads = [];
for (let i = 0; i < 3; i++) reads.push(() => i);
assert.compareArray(reads.map((read) => read()), [0, 1, 2], "for");
const others = [];
for (const key in { a: 1, b: 2 }) others.push(() => key);
assert.compareArray(others.map((read) => read()), ["a", "b"], "for in");
