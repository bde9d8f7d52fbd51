/** Versions of workflows by conventions over plain records. A library for workflow code, not a part of the runtime. */
export { type Envelope, threadIdOf } from "./envelope.js";
export { handOff, type HandedOff, newVersion } from "./hand-off.js";
export { managerOf, type Booking, type NewRelease } from "./manager.js";
export { type Release, type Releases, versioned } from "./versioned.js";
export { type Change, changeOf } from "./version.js";
