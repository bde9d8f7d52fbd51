/*---
description: leaving a loop that awaits closes its iterator
flags: [async]
---*/

let closed = 0;
const source = { [Symbol.iterator]() { return { next: () => ({ done: false, value: 1 }), return() { closed++; return {}; } }; } };
(async () => {
  for (const value of source) { await value; break; }
  assert.sameValue(closed, 1, "closed");
})().then($DONE, $DONE);
