/*---
description: arguments are evaluated from left to right
includes:
  - compareArray.js
---*/

const seen = [];
const note = (x) => { seen.push(x); return x; };
const all = [note(1), ...[note(2), note(3)], note(4)];
assert.compareArray(all, [1, 2, 3, 4], "values");
assert.compareArray(seen, [1, 2, 3, 4], "order");
