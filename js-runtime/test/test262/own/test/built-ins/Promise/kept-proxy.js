/*---
description: a Proxy cannot be saved
flags: [async]
---*/

const proxy = new Proxy({}, {});
Promise.resolve().then(() => { assert.sameValue(typeof proxy, "object", "kind"); }).then($DONE, $DONE);
