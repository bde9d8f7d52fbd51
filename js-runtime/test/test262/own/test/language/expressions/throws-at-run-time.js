/*---
description: reading a name that does not exist
negative:
  phase: runtime
  type: ReferenceError
---*/

const kept = 1;
doesNotExist + kept;
