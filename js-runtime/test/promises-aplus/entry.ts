// Bundled by the test and evaluated in a realm of its own.
export { Promise } from "../../src/runtime/promise.js";
export { drain } from "../../src/runtime/turn.js";
