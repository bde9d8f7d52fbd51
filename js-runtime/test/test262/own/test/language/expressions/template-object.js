/*---
description: a tagged template has one template object for each place
---*/

const tag = (strings) => strings;
const make = () => tag`a${1}b`;
assert.sameValue(make(), make(), "same place");
assert(make() !== tag`a${1}b`, "another place");
assert(Object.isFrozen(make()), "frozen");
