/*---
description: a thenable is asked in a job of its own
flags: [async]
---*/

let asked = false;
const p = Promise.resolve({ then(resolve) { asked = true; resolve(3); } });
assert.sameValue(asked, false, "not at once");
p.then((value) => { assert.sameValue(value, 3, "value"); }).then($DONE, $DONE);
