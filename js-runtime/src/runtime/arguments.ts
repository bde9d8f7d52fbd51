import { Functions, stampedBy } from "./layouts.js";
import { partsOf } from "./stamp.js";

/** A strict arguments object: all of its state are its properties, and a continuation tells it from other objects by its stamp. */
const mark = stampedBy(Functions.arguments, Object.prototype, () => noArguments());

function noArguments(): object {
  return arguments;
}

/** `Abi.arguments` */
export function argumentsObject(values: object): object {
  return partsOf(values) === undefined ? mark(values, undefined) : values;
}
