/*---
description: a call is no assignment target in a pattern
negative:
  phase: parse
  type: SyntaxError
---*/

[f()] = [1];
