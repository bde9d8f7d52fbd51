import type * as t from "@babel/types";
import { type Analysis, FunctionInfo, HOME_OBJECT, Scope, type ScopeKind, type Variable } from "./model.js";

/** Where the resolver is in the program: the function and scope around, and what names mean there. */
export class Walk {
  readonly analysis: Analysis;
  fn: FunctionInfo;
  scope: Scope;
  /** The nodes around the current one, up to its function. */
  path: t.Node[] = [];
  /** Loops of the current function around the current node. */
  loops = 0;

  constructor(program: t.Program) {
    this.fn = new FunctionInfo(program, undefined, undefined);
    this.scope = new Scope("module", program, undefined, this.fn);
    this.fn.parameters = this.fn.body = this.scope;
    this.analysis = {
      program, module: this.fn, functions: [this.fn], functionOf: new Map([[program, this.fn]]),
      scopeOf: new Map([[program, this.scope]]), scopes: [this.scope], variableOf: new Map(), classes: new Map(), privates: [], privateOf: new Map(), classBinding: new Map(),
      checked: new Set(), withAwait: new Set(), names: new Set(),
    };
  }

  /** Makes a scope inside the current one. */
  newScope(kind: ScopeKind, node: t.Node): Scope {
    const scope = new Scope(kind, node, this.scope, this.fn, this.loops);
    this.analysis.scopeOf.set(node, scope);
    this.analysis.scopes.push(scope);
    return scope;
  }

  inside(scope: Scope, work: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    work();
    this.scope = outer;
  }

  inLoop(work: () => void): void {
    this.loops++;
    work();
    this.loops--;
  }

  /** Does `work` as a part of the pattern or declaration `node`. */
  within(node: t.Node, work: () => void): void {
    this.path.push(node);
    work();
    this.path.pop();
  }

  /** Does `work` in a new function and in the scope of its parameters. */
  inFunction(node: FunctionInfo["node"], work: (fn: FunctionInfo) => void): void {
    const { fn: outer, scope, path, loops } = this;
    const fn = new FunctionInfo(node, outer, scope);
    outer.nested.push(fn);
    this.analysis.functions.push(fn);
    this.analysis.functionOf.set(node, fn);
    this.fn = fn;
    this.path = [];
    this.loops = 0;
    fn.parameters = fn.body = this.scope = this.newScope("parameters", node);
    work(fn);
    this.fn = outer;
    this.scope = scope;
    this.path = path;
    this.loops = loops;
  }

  /** Notes that the current function awaits or yields here. */
  markAwait(): void {
    this.fn.hasAwait = true;
    for (const around of this.path) this.analysis.withAwait.add(around);
  }

  lookup(name: string): Variable | undefined {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      const variable = scope.variables.get(name);
      if (variable) return variable;
    }
    return undefined;
  }

  reference(node: t.Node, name: string, isWrite: boolean): void {
    this.analysis.names.add(name);
    if (name === "arguments" && this.special(node, name)) return;
    const variable = this.lookup(name);
    if (!variable || variable.scope.kind === "module" || variable.kind === "class-name") {
      for (let fn: FunctionInfo | undefined = this.fn; fn; fn = fn.parent) fn.freeNames.add(name);
    }
    if (variable) this.#use(variable, node, isWrite);
  }

  /** `this`, `arguments`, `new.target`: variables of the nearest function that is no arrow. False at module level. */
  special(node: t.Node, kind: "this" | "arguments" | "new.target"): boolean {
    let fn: FunctionInfo = this.fn;
    while (fn.isArrow && fn.parent) fn = fn.parent;
    if (fn.isModule) return false;
    if (kind === "this") fn.usesThis = true;
    if (kind === "arguments") fn.usesArguments = true;
    const known = fn.parameters.variables.get(kind);
    const variable = known ?? fn.parameters.declare(kind, kind);
    variable.declarations = 1;
    this.#use(variable, node, false);
    return true;
  }

  /** Resolves `#x` to its class. */
  privateName(node: t.PrivateName): void {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      const found = this.analysis.classes.get(scope.node)?.privates.get(`#${node.id.name}`);
      if (!found || scope.kind !== "class") continue;
      this.analysis.privateOf.set(node, found);
      found.slot.key?.references.push({ node, scope: this.scope, isWrite: false });
      return;
    }
  }

  /** Notes a `super()` in the current function. */
  markSuperCall(): void {
    for (let fn = this.fn; fn.isArrow && fn.parent; fn = fn.parent) fn.isInConstructor = true;
  }

  /** Notes that the current function needs the class or object literal around its method, to find what `super` means. */
  useHome(): void {
    let fn: FunctionInfo = this.fn;
    while (fn.isArrow && fn.parent) fn = fn.parent;
    if (fn.node.type === "ObjectMethod") {
      fn.homeObject = fn.scope!.declare(HOME_OBJECT, "class-part");
      fn.homeObject.declarations = 1;
      fn.homeObject.references.push({ node: fn.node, scope: this.scope, isWrite: false });
    }
    const info = fn.home && this.analysis.classes.get(fn.home.owner);
    if (info && !info.isNative) info.self.references.push({ node: info.node, scope: this.scope, isWrite: false });
  }

  #use(variable: Variable, node: t.Node, isWrite: boolean): void {
    this.analysis.variableOf.set(node, variable);
    variable.references.push({ node, scope: this.scope, isWrite });
  }
}
