/** Names of what the compiler adds to a bundle. All begin with a prefix that no name of the program begins with. */
export class Names {
  readonly #prefix: string;

  constructor(taken: ReadonlySet<string>) {
    let prefix = "$";
    while ([...taken].some((name) => name.startsWith(prefix))) prefix += "_";
    this.#prefix = prefix;
  }

  /** The runtime, an `Abi`. */
  get abi(): string { return this.#prefix; }
  /** The runtime's public API. */
  get api(): string { return `${this.#prefix}api`; }
  /** The object of module bindings that are assigned later. */
  get module(): string { return `${this.#prefix}m`; }
  /** The scope that a closure factory or a frame is given. */
  get scope(): string { return `${this.#prefix}s`; }
  /** What a class factory is given when the class is defined, and not when it is made again. */
  get definition(): string { return `${this.#prefix}d`; }
  /** The functions that reach private elements. */
  get privates(): string { return `${this.#prefix}private`; }
  /** The resume point or block that `run` is in. */
  get block(): string { return `${this.#prefix}pc`; }
  /** Label of `run`'s loop. */
  get loop(): string { return `${this.#prefix}l`; }
  /** What `run` caught. */
  get error(): string { return `${this.#prefix}e`; }
  /** Parameters of `run`. */
  get mode(): string { return `${this.#prefix}mode`; }
  get value(): string { return `${this.#prefix}v`; }

  /** A generator function, in its factory. */
  get generator(): string { return `${this.#prefix}g`; }

  frame(id: number): string { return `${this.#prefix}F${id}`; }
  handlers(id: number): string { return `${this.#prefix}h${id}`; }
  record(id: number): string { return `${this.#prefix}S${id}`; }
  holder(id: number): string { return `${this.#prefix}s${id}`; }
  closure(id: number): string { return `${this.#prefix}c${id}`; }
  /** Whether `name` is that of a closure or class factory. */
  isClosure(name: string): boolean { return name.startsWith(`${this.#prefix}c`) && /^\d+$/.test(name.slice(this.#prefix.length + 1)); }
  temporary(n: number): string { return `${this.#prefix}t${n}`; }
  parameter(n: number): string { return `${this.#prefix}p${n}`; }
  /** A small function of the compiler's own, see 5-emit/support.ts. */
  support(name: string): string { return `${this.#prefix}${name}`; }
  /** Of variables that have no name of their own: `this`, `arguments`, `new.target`. */
  ofSpecial(kind: string): string | undefined {
    if (kind === "new.target") return `${this.#prefix}target`;
    return kind === "this" || kind === "arguments" ? `${this.#prefix}${kind}` : undefined;
  }
}
