/*---
description: what a finally clause throws replaces what was thrown
flags: [async]
---*/

const f = async () => {
  try { await 0; throw new TypeError("first"); } finally { await 0; throw new RangeError("second"); }
};
f().then(() => { throw new Test262Error("fulfilled"); }, (error) => { assert.sameValue(error.constructor, RangeError, "reason"); }).then($DONE, $DONE);
