/*---
description: then of a subclass uses its species
---*/

function Sub(executor) { return Reflect.construct(Promise, [executor], new.target); }
Object.setPrototypeOf(Sub, Promise);
Sub.prototype = Object.create(Promise.prototype, { constructor: { value: Sub } });
const p = new Sub((resolve) => resolve(1));
assert(p.then() instanceof Sub, "then");
