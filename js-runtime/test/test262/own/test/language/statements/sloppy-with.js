/*---
description: outside - compiled code is strict
flags: [noStrict]
---*/

with ({ a: 1 }) assert.sameValue(a, 1);
