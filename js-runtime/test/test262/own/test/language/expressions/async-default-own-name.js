/*---
description: a default that reads its own parameter rejects the promise
flags: [async]
---*/

const f = async (x = x) => x;
f().then(() => { throw new Test262Error("fulfilled"); }, (error) => { assert.sameValue(error.constructor, ReferenceError, "reason"); }).then($DONE, $DONE);
