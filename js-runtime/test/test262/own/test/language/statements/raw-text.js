/*---
description: outside - the text may not be touched
flags: [raw]
---*/

"use strict";
