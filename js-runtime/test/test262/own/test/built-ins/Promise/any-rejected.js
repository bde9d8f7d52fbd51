/*---
description: any of rejected promises
flags: [async]
---*/

Promise.any([Promise.reject(1), Promise.reject(2)]).then(() => { throw new Test262Error("fulfilled"); }, (error) => {
  assert.sameValue(error.constructor, AggregateError, "reason");
  assert.sameValue(error.errors.join(), "1,2", "errors");
}).then($DONE, $DONE);
