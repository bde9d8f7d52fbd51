/*---
description: anonymous functions are named after their place
---*/

const arrow = () => {};
const { method = function () {} } = {};
assert.sameValue(arrow.name, "arrow", "declaration");
assert.sameValue(method.name, "method", "pattern");
assert.sameValue({ ["a" + "b"]: () => {} }.ab.name, "ab", "computed key");
