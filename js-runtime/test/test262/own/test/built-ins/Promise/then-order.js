/*---
description: reactions run in the order of their subscription
flags: [async]
includes: [compareArray.js]
---*/

const seen = [];
const p = Promise.resolve();
p.then(() => seen.push(1));
p.then(() => seen.push(2)).then(() => seen.push(4));
p.then(() => seen.push(3));
p.then().then().then(() => { assert.compareArray(seen, [1, 2, 3, 4], "order"); }).then($DONE, $DONE);
