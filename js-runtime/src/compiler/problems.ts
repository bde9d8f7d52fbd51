import type { CompileProblem } from "./errors.js";

/** Named problems, so that the places that report them stay one line. */
export const problems = {
  topLevelAwait: (): CompileProblem => ({
    code: "compile/top-level-await", what: "`await` outside of a function",
    help: "a bundle is evaluated in one go before any thread exists; move the await into `main`",
  }),
  eval: (): CompileProblem => ({
    code: "compile/eval", what: "a call of `eval`",
    help: "code that appears at run time cannot be saved; write a function, or a table of functions, instead",
  }),
  with: (): CompileProblem => ({
    code: "compile/with", what: "a `with` statement",
    help: "modules do not have it, as its names are known only when it runs; write `object.name`, or `const { name } = object`",
  }),
  functionConstructor: (): CompileProblem => ({
    code: "compile/function-constructor", what: "the `Function` constructor",
    help: "code that appears at run time cannot be saved; write the function out",
  }),
  dynamicImport: (): CompileProblem => ({
    code: "compile/dynamic-import", what: "a dynamic `import()` whose module is not known when the bundle is built",
    help: "import the module statically, or give `import()` a string literal",
  }),
  super: (where: string): CompileProblem => ({
    code: "compile/super", what: `\`super\` in ${where} cannot be compiled yet`,
    help: "read the inherited method in a plain method of a named class, and call that from here",
  }),
  unknownApi: (name: string): CompileProblem => ({
    code: "compile/unknown-api", what: `"kafka-workflow" has no export \`${name}\``,
    help: "its exports are listed in the README; `import * as W` or named imports work",
  }),
  noMain: (): CompileProblem => ({
    code: "compile/no-main", what: "the entry module exports no workflow",
    help: "export it with `export default async function` or as `main`",
  }),
  reexport: (): CompileProblem => ({
    code: "compile/reexport", what: "`export * from \"kafka-workflow\"` in the entry module",
    help: "export your workflow, and nothing of kafka-workflow",
  }),
  parameterRedeclared: (name: string): CompileProblem => ({
    code: "compile/parameter-redeclared", what: `\`var ${name}\` has the name of a parameter that a function among the parameters' defaults uses`,
    help: "give the variable another name",
  }),
  unsupportedSyntax: (type: string): CompileProblem => ({
    code: "compile/unsupported-syntax", what: `the syntax ${type} is not known to the compiler`,
    help: "write it in plainer terms, and report it as a defect",
  }),
};
