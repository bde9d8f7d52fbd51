/*---
description: the name of a function expression, in an assignment pattern, throws when it runs
---*/

let other = 0;
const act = function own() {
  const inner = () => own;
  [other, own] = [2, 3];
  return inner;
};
assert.throws(TypeError, act, "array");
assert.sameValue(other, 2, "assigned before");
