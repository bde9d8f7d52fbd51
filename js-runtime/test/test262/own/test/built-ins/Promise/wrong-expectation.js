/*---
description: a case that fails everywhere counts nowhere
---*/

assert.sameValue(1, 2, "wrong");
