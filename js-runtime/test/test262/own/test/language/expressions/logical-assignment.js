/*---
description: logical assignment writes only when it must
---*/

const made = Object.freeze({ a: 1 });
made.a ||= 2;
assert.sameValue(made.a, 1, "kept");
assert.throws(TypeError, () => { made.b ??= 2; }, "frozen");
