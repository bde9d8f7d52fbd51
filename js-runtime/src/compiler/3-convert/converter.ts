import * as t from "@babel/types";
import type { Problems } from "../errors.js";
import type { Names } from "../names.js";
import { problems as problem } from "../problems.js";
import { isExploded } from "../2-analyze/placement.js";
import type { Analysis, ClassInfo, FunctionInfo, Scope, Variable } from "../2-analyze/model.js";
import { member, undefinedValue } from "./builders.js";
import { Context, type Local } from "./context.js";

/** A lowered function between phases 3 and 4: no closure in it, its outer variables are record fields, its own are locals. */
export interface LoweredFunction {
  readonly fn: FunctionInfo;
  readonly context: Context;
  /** Binds the parameters. */
  readonly prologue: t.Statement[];
  /** A generator whose call runs the prologue at once. */
  readonly bindsFirst: boolean;
  readonly body: t.Statement[];
}

export interface ClosureFactory {
  readonly functionId: number;
  readonly make: t.Expression;
}

/** What phase 3 makes of a program. */
export interface Converted {
  readonly program: t.Statement[];
  readonly closures: ClosureFactory[];
  readonly loweredFunctions: LoweredFunction[];
  /** Module-level names for class bodies that code outside of them refers to. */
  readonly classNames: string[];
  /** Exported name to value. */
  readonly exports: Map<string, t.Expression>;
  /** Support functions in use, see 5-emit/support.ts. */
  readonly support: Set<string>;
  readonly localOf: WeakMap<t.Node, Local>;
  /** The functions of private methods, for each class that is made once and has some. */
  readonly privateMethods: { readonly name: string; readonly methods: t.Expression }[];
  /** The template objects of tagged templates. */
  readonly templates: { readonly name: string; readonly template: t.TemplateLiteral }[];
}

export type Visitor = (node: never, converter: Converter) => t.Node | t.Statement[];

/**
 * Phase 3. Walks the tree once, replaces references by where their variables live, and functions by calls of their factories.
 * Nodes are changed in place or replaced; source positions stay.
 */
export class Converter {
  readonly result: Converted = {
    program: [], closures: [], loweredFunctions: [], classNames: [], exports: new Map(), support: new Set(), localOf: new WeakMap(), privateMethods: [], templates: [],
  };
  scope: Scope;
  context: Context;

  constructor(readonly analysis: Analysis, readonly names: Names, readonly problems: Problems,
              private readonly visitors: Readonly<Record<string, Visitor>>) {
    this.scope = analysis.module.parameters;
    this.context = new Context(analysis.module, names, this.result.localOf, analysis.names);
  }

  get fn(): FunctionInfo {
    return this.context.fn;
  }

  convert(node: t.Node): t.Node | t.Statement[] {
    const visitor = this.visitors[node.type];
    return visitor ? visitor(node as never, this) : this.children(node);
  }

  expression(node: t.Expression | t.PrivateName | t.SpreadElement | t.ArgumentPlaceholder): t.Expression {
    return this.convert(node) as t.Expression;
  }

  /** Function declarations are left out: `enterScope` gave them their values. */
  statements(nodes: readonly t.Statement[]): t.Statement[] {
    return nodes.flatMap((node) => (node.type === "FunctionDeclaration" ? [] : this.convert(node) as t.Statement | t.Statement[]));
  }

  /** A statement in a place that takes one only, such as a loop's body. */
  single(node: t.Statement): t.Statement {
    const result = this.convert(node);
    if (!Array.isArray(result)) return result as t.Statement;
    return result.length === 1 ? result[0]! : t.blockStatement(result);
  }

  /** Converts the children of a node that needs nothing itself. */
  children<T extends t.Node>(node: T): T {
    const fields = node as unknown as Record<string, unknown>;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = fields[key];
      if (Array.isArray(value)) fields[key] = value.flatMap((child: t.Node | null) => (child ? this.convert(child) : [child]) as t.Node);
      else if (value) {
        const converted = this.convert(value as t.Node);
        fields[key] = Array.isArray(converted) ? (converted.length === 1 ? converted[0] : t.blockStatement(converted)) : converted;
      }
    }
    return node;
  }

  inside<T>(scope: Scope, work: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return work();
    } finally {
      this.scope = outer;
    }
  }

  scopeOf(node: t.Node): Scope {
    const scope = this.analysis.scopeOf.get(node);
    if (!scope) throw new Error(`no scope for a ${node.type}`);
    return scope;
  }

  isExploded(scope: Scope): boolean {
    return isExploded(this.analysis, scope);
  }

  temporary(): t.Identifier {
    return this.context.use(this.context.temporary());
  }

  abi(name: string, ...args: t.Expression[]): t.CallExpression {
    return t.callExpression(t.memberExpression(t.identifier(this.names.abi), t.identifier(name)), args);
  }

  get deadZone(): t.Expression {
    return t.memberExpression(t.identifier(this.names.abi), t.identifier("TDZ"));
  }

  support(name: string, ...args: t.Expression[]): t.CallExpression {
    this.result.support.add(name);
    return t.callExpression(t.identifier(this.names.support(name)), args);
  }

  /** The place of a variable, without any check: for reading, and as an assignment target. */
  place(variable: Variable): t.Identifier | t.MemberExpression {
    switch (variable.placement) {
      case "native": return t.identifier(variable.emitName);
      case "local": return this.context.use(this.context.ofVariable(variable));
      case "module": return member(t.identifier(this.names.module), variable.name);
      case "record": return member(this.record(variable.owner!), variable.field);
      case "api": return this.#api(variable);
    }
  }

  #api(variable: Variable): t.Identifier | t.MemberExpression {
    const api = t.identifier(this.names.api);
    return variable.imported === "*" ? api : member(api, variable.imported!);
  }

  /** The record of `scope`, reached from the current function. */
  record(scope: Scope): t.Expression {
    let { fn } = this;
    while (fn !== scope.fn && fn.isInConstructor) fn = fn.parent!;
    if (scope.fn === fn) return this.holder(scope);
    return this.#path(this.fn.isLowered ? this.context.use(this.context.ofHolder(this.names.scope)) : t.identifier(this.names.scope),
                      fn.scopeParameter, scope);
  }

  /** The place of a variable in a record, in the body of a class that a factory makes. */
  placeIn(info: ClassInfo, variable: Variable): t.MemberExpression {
    return member(this.#path(t.identifier(this.names.scope), info.scopeParameter, variable.owner!), variable.field);
  }

  #path(from: t.Expression, scopeOfFrom: Scope | undefined, scope: Scope): t.Expression {
    let current = scopeOfFrom;
    let path = from;
    while (current !== scope) {
      if (!current?.record) throw new Error(`no path to the record of a ${scope.kind} scope`);
      current = current.record.parent;
      path = t.memberExpression(path, t.identifier("p"));
    }
    return path;
  }

  /** The binding that holds a record in the function that makes it. */
  holder(scope: Scope): t.Identifier {
    const { holder } = scope.record!;
    return this.isExploded(scope) ? this.context.use(this.context.ofHolder(holder)) : t.identifier(holder);
  }

  /** `new` of a scope's record with the given fields, which default to undefined or the dead zone. */
  newRecord(scope: Scope, values: ReadonlyMap<Variable, t.Expression> = new Map()): t.Expression {
    const { id, parent, variables } = scope.record!;
    const args = variables.map((variable) => values.get(variable) ?? (variable.isChecked ? this.deadZone : undefined));
    while (args.length > 0 && !args.at(-1)) args.pop();
    const first = parent ? this.record(parent) : args.length > 0 ? undefinedValue() : undefined;
    return t.newExpression(t.identifier(this.names.record(id)), first ? [first, ...args.map((arg) => arg ?? undefinedValue())] : []);
  }

  checkedRead(variable: Variable, place: t.Expression): t.Expression {
    return this.abi("initialized", place, t.stringLiteral(variable.name));
  }

  /** The name under which the code of a class's generator method finds it. */
  classGenerator(node: t.Node): string {
    return this.names.support(`generator_${node.start}`);
  }

  refuseSuper(node: t.Node, where: string): t.Expression {
    this.problems.report(problem.super(where), node);
    return undefinedValue();
  }
}
