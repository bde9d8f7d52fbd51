/*---
description: a default that reads a later parameter rejects the promise
flags: [async]
---*/

const f = async function (a = b, b) { return a; };
f(undefined, 1).then(() => { throw new Test262Error("fulfilled"); }, (error) => { assert.sameValue(error.constructor, ReferenceError, "reason"); }).then($DONE, $DONE);
