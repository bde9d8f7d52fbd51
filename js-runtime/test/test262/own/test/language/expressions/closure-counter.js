/*---
description: closures made by one call share their variable
---*/

function counter() {
  let n = 0;
  return [() => ++n, () => n];
}
const [up, read] = counter();
up();
up();
assert.sameValue(read(), 2, "count");
assert.sameValue(counter()[1](), 0, "another call");
