import * as t from "@babel/types";
import type { FunctionInfo, Variable } from "../2-analyze/model.js";
import type { Names } from "../names.js";

/**
 * A local of a lowered function. Phase 4 makes it a field of the frame when it lives across an await, and a `let` of `run`
 * otherwise.
 */
export interface Local {
  readonly name: string;
  /** Its name in the source, for those who show a parked thread's variables. */
  readonly sourceName: string | undefined;
  /** Given to the frame's constructor. */
  readonly isParameter: boolean;
}

/** Names that a frame or a scope record has for itself, or that mean something on every object. */
const RESERVED_FIELDS = new Set(["p", "q", "pc", "g", "run", "constructor", "__proto__"]);

/** What conversion keeps for one function. */
export class Context {
  readonly locals: Local[] = [];
  /** What the starter passes to the frame's constructor, one for each local that is a parameter. */
  readonly frameArguments: t.Expression[] = [];
  readonly #ofVariable = new Map<Variable, Local>();
  readonly #ofHolder = new Map<string, Local>();
  readonly #taken = new Set<string>(RESERVED_FIELDS);
  #temporaries = 0;

  constructor(readonly fn: FunctionInfo, readonly names: Names, readonly localOf: WeakMap<t.Node, Local>,
              readonly program: ReadonlySet<string>) {
    for (const name of fn.freeNames) this.#taken.add(name);
  }

  /** An identifier that stands for `local`. */
  use(local: Local): t.Identifier {
    const node = t.identifier(local.name);
    this.localOf.set(node, local);
    return node;
  }

  ofVariable(variable: Variable): Local {
    let local = this.#ofVariable.get(variable);
    if (!local) {
      local = this.#new(this.#unique(this.names.ofSpecial(variable.kind) ?? variable.name), variable.name, false);
      this.#ofVariable.set(variable, local);
    }
    return local;
  }

  /** The local that holds the record of an exploded scope. */
  ofHolder(holder: string): Local {
    let local = this.#ofHolder.get(holder);
    if (!local) {
      local = this.#new(holder, undefined, false);
      this.#ofHolder.set(holder, local);
    }
    return local;
  }

  temporary(): Local {
    return this.#new(this.names.temporary(this.#temporaries++), undefined, false);
  }

  /** A local that the frame's constructor sets from `argument`, an expression of the starter. */
  parameter(name: string, sourceName: string | undefined, argument: t.Expression): Local {
    const local = this.#new(this.#unique(name), sourceName, true);
    this.frameArguments.push(argument);
    return local;
  }

  bind(variable: Variable, local: Local): void {
    this.#ofVariable.set(variable, local);
  }

  bindHolder(holder: string, local: Local): void {
    this.#ofHolder.set(holder, local);
  }

  #new(name: string, sourceName: string | undefined, isParameter: boolean): Local {
    const local = { name, sourceName, isParameter };
    this.locals.push(local);
    return local;
  }

  #unique(name: string): string {
    let unique = name;
    for (let n = 1; this.#taken.has(unique) || (n > 1 && this.program.has(unique)); n++) unique = `${name}_${n}`;
    this.#taken.add(unique);
    return unique;
  }
}
