/*---
description: function declarations are there before their statement
---*/

assert.sameValue(later(), 1, "body");
function later() { return 1; }
{
  assert.sameValue(inner(), 2, "block");
  function inner() { return 2; }
}
assert.sameValue(typeof inner, "undefined", "strict");
