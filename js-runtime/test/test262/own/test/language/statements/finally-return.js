/*---
description: a finally clause that awaits and returns wins
flags: [async]
---*/

const f = async () => {
  try { return await 1; } finally { await 0; return 2; }
};
f().then((value) => { assert.sameValue(value, 2, "value"); }).then($DONE, $DONE);
