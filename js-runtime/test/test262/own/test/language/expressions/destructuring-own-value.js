/*---
description: the value that is taken apart cannot read the names
---*/

assert.throws(ReferenceError, () => { const [a, keep = () => a] = [a]; }, "array");
assert.throws(ReferenceError, () => { let { b, keep = () => b } = { b }; }, "object");
