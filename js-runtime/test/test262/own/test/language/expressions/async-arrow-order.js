/*---
description: an async arrow function runs up to its first await at once
flags: [async]
includes: [compareArray.js]
---*/

const seen = [];
const f = async () => { seen.push(1); await 0; seen.push(3); };
f().then(() => { assert.compareArray(seen, [1, 2, 3], "order"); }).then($DONE, $DONE);
seen.push(2);
