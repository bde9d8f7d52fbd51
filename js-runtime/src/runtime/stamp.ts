import type { ClosureParts } from "../abi.js";
import { Returned } from "./shell.js";

/** The private slot of closures: reading and writing it costs one property access, and user code cannot see it. */
class Stamp extends Returned {
  #parts: ClosureParts;

  constructor(closure: object, parts: ClosureParts) {
    super(closure);
    this.#parts = parts;
  }

  static partsOf(closure: object): ClosureParts | undefined {
    return #parts in closure ? (closure as unknown as Stamp).#parts : undefined;
  }
}

/** Marks `closure` (or the prototype object of one) for ever. */
export function stamp(closure: object, parts: ClosureParts): void {
  new Stamp(closure, parts);
}

/** What the stamp of `closure` says, or undefined when it has none. */
export const partsOf: (closure: object) => ClosureParts | undefined = Stamp.partsOf;
