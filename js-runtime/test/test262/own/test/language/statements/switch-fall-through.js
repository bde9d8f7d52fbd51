/*---
description: cases fall through, default in the middle
includes: [compareArray.js]
---*/

const visit = (x) => { const seen = []; switch (x) { case 1: seen.push(1); default: seen.push(0); case 2: seen.push(2); break; case 3: seen.push(3); } return seen; };
assert.compareArray(visit(1), [1, 0, 2], "1");
assert.compareArray(visit(9), [0, 2], "9");
assert.compareArray(visit(3), [3], "3");
