/*---
description: a Map that changes while a loop over it awaits
flags: [async]
includes: [compareArray.js]
---*/

const map = new Map([["a", 1], ["b", 2], ["c", 3]]);
(async () => {
  const seen = [];
  for (const [key] of map) {
    seen.push(key);
    await 0;
    if (key === "a") { map.delete("b"); map.set("d", 4); }
  }
  assert.compareArray(seen, ["a", "c", "d"], "keys");
})().then($DONE, $DONE);
