/*---
description: what a case does to the realm stays in the realm
flags: [async]
---*/

Array.prototype.addedByCase = 1;
Promise.resolve().then(() => { assert.sameValue([].addedByCase, 1, "still there"); }).then($DONE, $DONE);
