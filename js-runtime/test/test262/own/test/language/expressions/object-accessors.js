/*---
description: getters and setters of literals that closures share
---*/

let value = 1;
const made = { get v() { return value; }, set v(next) { value = next; } };
made.v = 5;
assert.sameValue(made.v, 5, "v");
assert.sameValue(Object.getOwnPropertyDescriptor(made, "v").enumerable, true, "enumerable");
