/*---
description: an optional call that stops evaluates no argument
---*/

let count = 0;
const nothing = undefined;
assert.sameValue(nothing?.method(count++), undefined, "value");
assert.sameValue(count, 0, "arguments");
