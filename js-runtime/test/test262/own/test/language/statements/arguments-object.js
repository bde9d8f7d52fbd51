/*---
description: arguments of a strict function do not follow its parameters
---*/

function f(a) { a = 2; return arguments; }
const made = f(1, 9);
assert.sameValue(made[0], 1, "first");
assert.sameValue(made.length, 2, "length");
assert.sameValue(Object.prototype.toString.call(made), "[object Arguments]", "kind");
