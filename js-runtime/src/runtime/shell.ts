/** A constructor that returns what it is given: a derived class can then add a private element to any object. */
export class Returned {
  constructor(object: object) {
    return object;
  }
}

/**
 * The hidden state of objects that stand in for built-ins with internal slots (iterators, weak collections). It is a private
 * element, so user code sees an object without properties, and a layout with `hidden` saves it.
 */
class Shell extends Returned {
  #state: unknown;

  constructor(object: object, state: unknown) {
    super(object);
    this.#state = state;
  }

  static stateOf(object: unknown): unknown {
    return typeof object === "object" && object !== null && #state in object ? object.#state : undefined;
  }

  static setState(object: object, state: unknown): void {
    (object as Shell).#state = state;
  }

  static isShell(object: object): boolean {
    return #state in object;
  }
}

/** A new object of `prototype` with a hidden state. */
export function makeShell(prototype: object, state: unknown): object {
  return new Shell(Object.create(prototype) as object, state);
}

/** Gives `object` (the `this` of a constructor) a hidden state, once. */
export function addState(object: object, state: unknown): void {
  new Shell(object, state);
}

/** The hidden state of a shell; undefined for everything else. */
export const stateOf = Shell.stateOf;
/** Replaces the hidden state of a shell. */
export const setState = Shell.setState;
/** Whether `object` has a hidden state. */
export const isShell = Shell.isShell;
