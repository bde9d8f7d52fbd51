/*---
description: an arrow function with a line break before its arrow
negative:
  phase: parse
  type: SyntaxError
---*/

const f = ()
  => 1;
