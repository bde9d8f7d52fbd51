/** How the compiled program reaches the records with private elements; a program without any has none. */
let recordOf: (object: object) => object | undefined = () => undefined;
let attach: (object: object, record: object) => void = () => {
  throw new TypeError("private elements in a program that has none");
};
let probe: object | undefined;

/** `Abi.privates` */
export function privates(read: typeof recordOf, write: typeof attach): void {
  recordOf = read;
  attach = write;
  probe = {};
  attach(probe, Object.create(null) as object);
}

/** The object that holds the private elements of `object`, or undefined. */
export function privateRecord(object: object): object | undefined {
  return recordOf(object);
}

/** Gives an object that has none its private elements. Throws a TypeError when it has some. */
export function attachPrivateRecord(object: object, record: object): void {
  if (recordOf(object) !== undefined) throw new TypeError("an object with two records of private elements");
  attach(object, record);
}

/** An object with private elements, to learn their hidden key from. */
export function privateProbe(): object | undefined {
  return probe;
}
