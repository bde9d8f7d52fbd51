/** What issue 3 asks for, as paths under test/ of test262. */
export const DIRECTORIES = [
  ...under("language/expressions", "array arrow-function assignment async-arrow-function async-function async-generator await call class compound-assignment "
    + "function generators logical-assignment new new.target object optional-chaining super tagged-template template-literal yield"),
  ...under("language/statements", "async-function async-generator await-using block break class const continue do-while for for-await-of for-in for-of function "
    + "generators labeled let return switch throw try using variable while"),
  ...under("language", "arguments-object block-scope computed-property-names destructuring function-code rest-parameters"),
  ...under("built-ins", "ArrayIteratorPrototype AsyncFromSyncIteratorPrototype AsyncFunction AsyncGeneratorFunction AsyncGeneratorPrototype AsyncIteratorPrototype "
    + "GeneratorFunction GeneratorPrototype Iterator Map MapIteratorPrototype Promise RegExpStringIteratorPrototype Set SetIteratorPrototype "
    + "StringIteratorPrototype WeakMap WeakSet"),
];

function under(parent: string, names: string): string[] {
  return names.split(" ").map((name) => `${parent}/${name}`);
}

/** The row of the table that a case counts in. */
export function directoryOf(path: string): string {
  return DIRECTORIES.find((directory) => path.startsWith(`${directory}/`)) ?? path.split("/").slice(0, -1).join("/");
}
