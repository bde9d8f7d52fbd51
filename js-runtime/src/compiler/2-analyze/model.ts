import type * as t from "@babel/types";

export type VariableKind =
  | "var" | "let" | "const" | "function" | "class" | "parameter" | "catch" | "import"
  | "this" | "arguments" | "new.target" | "self" | "class-name" | "class-part" | "dead";

/** Where a variable's value lives in compiled code. Decided by placement.ts once every reference is known. */
export type Placement =
  /** A binding of the emitted JavaScript, under `emitName`. */
  | "native"
  /** A field of the scope's record. */
  | "record"
  /** A property of `$m`: a module binding that is assigned after evaluation. */
  | "module"
  /** A local of a lowered function: a field of its frame, or a `let` of its `run`. */
  | "local"
  /** An export of kafka-workflow: a property of the runtime's `api`. */
  | "api";

export interface Reference {
  readonly node: t.Node;
  readonly scope: Scope;
  readonly isWrite: boolean;
}

/** One binding of the source program. */
export class Variable {
  readonly references: Reference[] = [];
  /** Offset after which the binding is initialized: 0 from the start (var, function, parameter), Infinity never. */
  initializedAt = 0;
  /** The function that is the whole initializer (`const f = () => f`): it cannot run before the binding is initialized. */
  initializer: t.Node | undefined;
  /** Number of declarations that give it a value. */
  declarations = 0;
  /** Written by something other than its one declaration. */
  isAssigned = false;
  /** Referenced from a function other than its own. */
  isCaptured = false;
  /** Some reference may run before the initialization: the binding holds `$.TDZ` until then. */
  isChecked = false;
  placement: Placement = "native";
  emitName: string;
  /** For placement "record": the scope whose record it is in, its own or one around it, and the field's name. */
  owner: Scope | undefined;
  field = "";
  /** All variables of the destructuring declaration that declares this one. */
  pattern: Variable[] = [];
  /** Has a time before its initialization in which ECMA-262 forbids to read it. */
  hasDeadZone: boolean;
  /** For "import": the name in kafka-workflow, or "*". */
  imported: string | undefined;

  constructor(readonly name: string, readonly kind: VariableKind, readonly scope: Scope) {
    this.emitName = name;
    this.hasDeadZone = kind === "let" || kind === "const" || kind === "class";
  }

  get isConstant(): boolean {
    return this.kind === "const" || this.kind === "class-name" || this.kind === "self" || this.kind === "import";
  }
}

export type ScopeKind = "module" | "parameters" | "body" | "block" | "for" | "switch" | "catch" | "class" | "object" | "dead";

/** One lexical environment of the source program. */
export class Scope {
  readonly variables = new Map<string, Variable>();
  /** Set when some variable is captured. */
  record: RecordLayout | undefined;

  /** `loops`: how many loops of its function are around it; its own, when it is the scope of an iteration, counts. */
  constructor(readonly kind: ScopeKind, readonly node: t.Node, readonly parent: Scope | undefined, readonly fn: FunctionInfo,
              readonly loops = 0) {}

  declare(name: string, kind: VariableKind): Variable {
    const known = this.variables.get(name);
    if (known) return known;
    const variable = new Variable(name, kind, this);
    this.variables.set(name, variable);
    return variable;
  }

  get depth(): number {
    let depth = 0;
    for (let scope = this.parent; scope; scope = scope.parent) depth++;
    return depth;
  }
}

/** The layout of a scope's captured variables. */
export interface RecordLayout {
  id: number;
  readonly scope: Scope;
  readonly variables: Variable[];
  /** The scope whose record is in field `p`. */
  parent: Scope | undefined;
  /** Name of the native binding or local that holds the record in its own function. */
  holder: string;
}

/** Class fields and static blocks: code with a `this` of its own that runs where it stands. */
export type InitializerNode = t.ClassProperty | t.ClassPrivateProperty | t.StaticBlock;

export type FunctionNode =
  | t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression | t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod;

/** One class of the source program. */
export class ClassInfo {
  /** Scopes around the class whose records its elements use, its own scope too. */
  readonly needs = new Set<Scope>();
  inferredName: string | undefined;
  /** Where a class that a factory makes keeps the computed keys of its instances' fields. */
  readonly fieldKeys = new Map<t.Node, Variable>();
  /** By name, `#x`. */
  readonly privates = new Map<string, PrivateName>();
  /** Holds the functions of the private methods and accessors of a class that a factory makes. */
  methods: Variable | undefined;
  /** Id of its factory. */
  functionId = -1;

  /** `isNative`: made once, by the module's own statements: stays where it stands. Any other class comes from a factory. */
  constructor(readonly node: t.Class, readonly scope: Scope, readonly isNative: boolean) {}

  /** The class itself, for code that does not stand in its body when it is compiled. */
  get self(): Variable {
    return this.scope.variables.get(this.node.id?.name ?? NAMELESS_CLASS)!;
  }

  /** Declares a variable of the class's own, which lives in a record: a name that no identifier has. */
  declarePart(name: string): Variable {
    const part = this.scope.declare(name, "class-part");
    part.declarations = 1;
    return part;
  }

  /** The innermost scope whose record the factory is given. */
  get scopeParameter(): Scope | undefined {
    return innermost(this.needs);
  }
}

/** A place for private elements of an object: of one field, or of all private methods and accessors of a class together. */
export interface PrivateSlot {
  /** Unique in the program; the key of the slot, where the class is made once. */
  readonly text: string;
  /** Holds the key for a class that a factory makes: a symbol, new for each such class. */
  readonly key: Variable | undefined;
}

/** A private name of a class. */
export interface PrivateName {
  readonly id: number;
  /** `#x` */
  readonly name: string;
  readonly kind: "field" | "method" | "accessor";
  readonly isStatic: boolean;
  readonly slot: PrivateSlot;
}

/** Name of the variable that holds a class without one; no identifier. */
export const NAMELESS_CLASS = "class";

/** Name of the variable that holds an object literal for the `super` of its methods; no identifier. */
export const HOME_OBJECT = "home object";

function innermost(scopes: Iterable<Scope>): Scope | undefined {
  let inner: Scope | undefined;
  for (const scope of scopes) if (!inner || scope.depth > inner.depth) inner = scope;
  return inner;
}

/** One function of the source program; the module itself is one too. */
export class FunctionInfo {
  readonly nested: FunctionInfo[] = [];
  parameters!: Scope;
  /** The same as `parameters` when the parameter list is simple. */
  body!: Scope;
  /** Made once, while the module is evaluated: stays a native function where it stands. */
  isNative = false;
  /** Scopes around the function whose records it or its nested functions use. */
  readonly needs = new Set<Scope>();
  /** Names of module bindings, classes around and globals used inside: no name that the compiler binds may hide them. */
  readonly freeNames = new Set<string>();
  inferredName: string | undefined;
  /** Id of its closure factory, and of its frame's layout. */
  functionId = -1;
  frameId = -1;
  /** Or a `yield`. */
  hasAwait = false;
  usesThis = false;
  usesArguments = false;
  /** For members of classes: `super` starts above the class, or its `prototype`. */
  home: { readonly owner: t.Class; readonly isStatic: boolean } | undefined;
  isDerivedConstructor = false;
  /** An arrow function with `super()` in it: stays where it is, for no other code may say that. It cannot be saved. */
  isInConstructor = false;
  /** For methods of object literals that use `super`: the literal. */
  homeObject: Variable | undefined;
  /** For methods and initializers that stay in a class body: the class, when a factory makes it. */
  factoryClass: ClassInfo | undefined;
  /** As in the source: conversion changes the node. */
  readonly isAsync: boolean;
  readonly isGenerator: boolean;

  constructor(readonly node: FunctionNode | InitializerNode | t.Program, readonly parent: FunctionInfo | undefined, readonly scope: Scope | undefined) {
    this.isAsync = "async" in node && node.async === true;
    this.isGenerator = "generator" in node && node.generator === true;
  }

  get isModule(): boolean {
    return this.parent === undefined;
  }

  get isArrow(): boolean {
    return this.node.type === "ArrowFunctionExpression";
  }

  /** Its calls are frames. */
  get isLowered(): boolean {
    return this.isAsync || this.isGenerator;
  }

  /** Stands in a class body, and may use `super` and the class's own name there. */
  get isClassElement(): boolean {
    const { type } = this.node;
    return type === "ClassMethod" || type === "ClassProperty" || type === "ClassPrivateProperty" || type === "StaticBlock";
  }

  /** Whether the function is compiled to a part of the body of the class `node`. */
  staysIn(node: t.Node): boolean {
    return this.isClassElement && !this.isLowered && this.home?.owner === node;
  }

  /** The innermost scope whose record the function is given. */
  get scopeParameter(): Scope | undefined {
    return this.needs.size === 0 ? undefined : this.factoryClass ? this.factoryClass.scopeParameter : innermost(this.needs);
  }
}

/** Everything that later phases want to know of the program. */
export interface Analysis {
  readonly program: t.Program;
  readonly module: FunctionInfo;
  /** In source order, the module first. */
  readonly functions: FunctionInfo[];
  readonly functionOf: Map<t.Node, FunctionInfo>;
  /** Scopes by the node that makes them. */
  readonly scopeOf: Map<t.Node, Scope>;
  /** In source order. */
  readonly scopes: Scope[];
  /** Variables by the identifier that declares, reads or writes them; absent for globals. */
  readonly variableOf: Map<t.Node, Variable>;
  /** In source order. */
  readonly classes: Map<t.Node, ClassInfo>;
  /** By id. */
  readonly privates: PrivateName[];
  /** What a `PrivateName` node means. */
  readonly privateOf: Map<t.Node, PrivateName>;
  /** The module binding that a class is the initial value of. */
  readonly classBinding: Map<t.Node, Variable>;
  /** References that must check for the dead zone. */
  readonly checked: Set<t.Node>;
  /** Nodes of async functions and generators that contain an await or `yield` of that function, and catch clauses whose try statement does. */
  readonly withAwait: Set<t.Node>;
  /** Every name in the program; generated names keep clear of them. */
  readonly names: Set<string>;
}
