/*---
description: continue and break of an outer loop
includes: [compareArray.js]
---*/

const seen = [];
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer;
    if (i === 2) break outer;
    seen.push(i * 10 + j);
  }
}
assert.compareArray(seen, [0, 10], "turns");
