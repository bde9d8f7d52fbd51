import * as t from "@babel/types";
import type { Problems } from "../errors.js";
import { boundNames, declareBody, declareImports, declareLexical, declareVars, forEachChild } from "./declarations.js";
import { type Analysis, FunctionInfo, type FunctionNode, Scope, type ScopeKind, type Variable } from "./model.js";
import { refuse } from "./refuse.js";

/**
 * Builds the scopes of a program and resolves every identifier, `this`, `arguments` and `new.target` to its variable, as ECMA-262
 * says, with one liberty: a function with a simple parameter list has one scope for its parameters and its body.
 */
export function resolve(program: t.Program, problems: Problems): Analysis {
  const resolver = new Resolver(program, problems);
  resolver.run();
  return resolver.analysis;
}

class Resolver {
  readonly analysis: Analysis;
  readonly #problems: Problems;
  #fn: FunctionInfo;
  #scope: Scope;
  /** The nodes around the current one, up to its function. */
  #path: t.Node[] = [];
  /** Loops of the current function around the current node. */
  #loops = 0;

  constructor(program: t.Program, problems: Problems) {
    this.#problems = problems;
    this.#fn = new FunctionInfo(program, undefined, undefined);
    this.#scope = new Scope("module", program, undefined, this.#fn);
    this.#fn.parameters = this.#fn.body = this.#scope;
    this.analysis = {
      program, module: this.#fn, functions: [this.#fn], functionOf: new Map([[program, this.#fn]]),
      scopeOf: new Map([[program, this.#scope]]), scopes: [this.#scope], variableOf: new Map(), classBinding: new Map(),
      checked: new Set(), withAwait: new Set(), names: new Set(),
    };
  }

  run(): void {
    const { program } = this.analysis;
    for (const node of program.body) if (node.type === "ImportDeclaration") declareImports(node, this.#scope, this.analysis.variableOf);
    declareVars(program, this.#scope);
    declareLexical(program.body, this.#scope);
    for (const node of program.body) this.#visit(node);
    for (const scope of this.analysis.scopes) for (const name of scope.variables.keys()) this.analysis.names.add(name);
  }

  #visit(node: t.Node): void {
    refuse(node, this.#fn, this.#scope, this.#problems);
    this.#path.push(node);
    this.#dispatch(node);
    this.#path.pop();
  }

  #children(node: t.Node): void {
    forEachChild(node, (child) => this.#visit(child));
  }

  #dispatch(node: t.Node): void {
    switch (node.type) {
      case "Identifier": return this.#reference(node, node.name, false);
      case "ThisExpression":
        this.#special(node, "this");
        return;
      case "Super": // looks up with the method's `this`
        this.#special(node, "this");
        return;
      case "MetaProperty":
        if (node.meta.name === "new") this.#special(node, "new.target");
        return;
      case "AwaitExpression":
        this.#fn.hasAwait = true;
        for (const around of this.#path) this.analysis.withAwait.add(around);
        return this.#visit(node.argument);
      case "FunctionDeclaration": case "FunctionExpression": case "ArrowFunctionExpression":
        return this.#function(node);
      case "ObjectMethod": case "ClassMethod":
        if (node.computed) this.#visit(node.key);
        return this.#function(node);
      case "ClassDeclaration": case "ClassExpression": return this.#class(node);
      case "ClassProperty":
        if (node.computed) this.#visit(node.key);
        return this.#initializer(node);
      case "StaticBlock": return this.#initializer(node);
      case "BlockStatement": return this.#inside("block", node, () => {
        declareLexical(node.body, this.#scope);
        this.#children(node);
      });
      case "ForStatement": return this.#loop(() => this.#inside("for", node, () => {
        if (node.init?.type === "VariableDeclaration" && node.init.kind !== "var") declareLexical([node.init], this.#scope);
        this.#children(node);
      }));
      case "ForInStatement": case "ForOfStatement": return this.#forEach(node);
      case "WhileStatement": case "DoWhileStatement": return this.#loop(() => this.#children(node));
      case "SwitchStatement":
        this.#visit(node.discriminant);
        return this.#inside("switch", node, () => {
          declareLexical(node.cases.flatMap((one) => one.consequent), this.#scope);
          for (const one of node.cases) this.#visit(one);
        });
      case "CatchClause": return this.#inside("catch", node, () => {
        if (node.param) {
          for (const { name } of boundNames(node.param)) this.#scope.declare(name, "catch");
          this.#pattern(node.param, node.param.start!);
        }
        this.#visit(node.body);
      });
      case "VariableDeclaration": return this.#declaration(node);
      case "AssignmentExpression":
        this.#target(node.left);
        return this.#visit(node.right);
      case "UpdateExpression": return this.#target(node.argument);
      case "MemberExpression": case "OptionalMemberExpression":
        this.#visit(node.object);
        if (node.computed || node.property.type === "PrivateName") this.#visit(node.property);
        return;
      case "ObjectProperty":
        if (node.computed) this.#visit(node.key);
        return this.#visit(node.value);
      case "TryStatement":
        this.#children(node);
        if (node.handler && this.analysis.withAwait.has(node)) this.analysis.withAwait.add(node.handler);
        return;
      case "LabeledStatement": return this.#visit(node.body);
      case "BreakStatement": case "ContinueStatement": case "ImportDeclaration": return;
      case "ExportNamedDeclaration":
        for (const specifier of node.specifiers) {
          if (specifier.type === "ExportSpecifier") this.#visit(specifier.local);
        }
        return;
      default: return this.#children(node);
    }
  }

  #inside(kind: ScopeKind, node: t.Node, work: () => void): void {
    const outer = this.#scope;
    this.#scope = this.#newScope(kind, node, this.#fn);
    work();
    this.#scope = outer;
  }

  #newScope(kind: ScopeKind, node: t.Node, fn: FunctionInfo): Scope {
    const scope = new Scope(kind, node, this.#scope, fn, this.#loops);
    this.analysis.scopeOf.set(node, scope);
    this.analysis.scopes.push(scope);
    return scope;
  }

  #loop(work: () => void): void {
    this.#loops++;
    work();
    this.#loops--;
  }

  #forEach(node: t.ForInStatement | t.ForOfStatement): void {
    const { left } = node;
    const isLexical = left.type === "VariableDeclaration" && left.kind !== "var";
    if (isLexical) {
      // 14.7.5.12: the expression sees the loop's names as bindings that are never initialized.
      const dead = new Scope("dead", node.right, this.#scope, this.#fn);
      for (const { name } of boundNames(left.declarations[0]!.id)) dead.declare(name, "dead");
      const outer = this.#scope;
      this.#scope = dead;
      this.#visit(node.right);
      this.#scope = outer;
    } else this.#visit(node.right);
    this.#loop(() => this.#inside("for", node, () => {
      if (isLexical) declareLexical([left], this.#scope);
      if (left.type === "VariableDeclaration") {
        this.#path.push(left);
        this.#pattern(left.declarations[0]!.id, left.end!);
        this.#path.pop();
      } else this.#target(left);
      this.#visit(node.body);
    }));
  }

  #declaration(node: t.VariableDeclaration): void {
    for (const declarator of node.declarations) {
      this.#path.push(declarator);
      const names = boundNames(declarator.id);
      if (node.kind === "var" && !declarator.init) {
        for (const id of names) this.analysis.variableOf.set(id, this.#lookup(id.name)!);
      } else this.#pattern(declarator.id, declarator.end!);
      const variables = names.map((id) => this.analysis.variableOf.get(id)!);
      for (const variable of variables) if (variables.length > 1) variable.pattern = variables;
      if (declarator.init) {
        if (declarator.id.type === "Identifier" && declarator.init.type === "ClassExpression") this.analysis.classBinding.set(declarator.init, variables[0]!);
        if (declarator.id.type === "Identifier" && t.isFunction(declarator.init)) {
          this.analysis.variableOf.get(declarator.id)!.initializer = declarator.init;
        }
        this.#visit(declarator.init);
      }
      this.#path.pop();
    }
  }

  /** A binding pattern: its identifiers are declared already and are initialized at `end`. */
  #pattern(node: t.Node, end: number): void {
    if (node.type === "Identifier") {
      const variable = this.#lookup(node.name)!;
      this.analysis.variableOf.set(node, variable);
      // A declaration in a loop gives its variable a value many times.
      variable.declarations += this.#loops > 0 ? 2 : 1;
      if (variable.hasDeadZone) variable.initializedAt = end;
    } else this.#insidePattern(node, (child) => this.#pattern(child, child.end!));
  }

  /** An assignment target. */
  #target(node: t.Node): void {
    if (node.type === "Identifier") this.#reference(node, node.name, true);
    else if (node.type === "MemberExpression") this.#visit(node);
    else this.#insidePattern(node, (child) => this.#target(child));
  }

  #insidePattern(node: t.Node, visitTarget: (child: t.Node) => void): void {
    this.#path.push(node);
    switch (node.type) {
      case "AssignmentPattern":
        visitTarget(node.left);
        this.#visit(node.right);
        break;
      case "RestElement": visitTarget(node.argument); break;
      case "ArrayPattern":
        for (const element of node.elements) if (element) visitTarget(element);
        break;
      case "ObjectPattern":
        for (const property of node.properties) {
          if (property.type === "RestElement") visitTarget(property.argument);
          else {
            this.#path.push(property);
            if (property.computed) this.#visit(property.key);
            visitTarget(property.value);
            this.#path.pop();
          }
        }
        break;
      default: this.#visit(node);
    }
    this.#path.pop();
  }

  #class(node: t.Class): void {
    const outer = this.#scope;
    if (node.type === "ClassDeclaration") {
      const variable = this.#lookup(node.id!.name)!;
      variable.initializedAt = node.end!;
      variable.declarations++;
      this.analysis.variableOf.set(node.id!, variable);
      this.analysis.classBinding.set(node, variable);
    }
    this.#scope = this.#newScope("class", node, this.#fn);
    if (node.id) {
      const inner = this.#scope.declare(node.id.name, "class-name");
      inner.declarations = 1;
      if (node.type === "ClassExpression") this.analysis.variableOf.set(node.id, inner);
    }
    if (node.superClass) this.#visit(node.superClass);
    this.#visit(node.body);
    this.#scope = outer;
  }

  #function(node: FunctionNode): void {
    const outer = { fn: this.#fn, scope: this.#scope, path: this.#path, loops: this.#loops };
    const fn = new FunctionInfo(node, outer.fn, outer.scope);
    outer.fn.nested.push(fn);
    this.analysis.functions.push(fn);
    this.analysis.functionOf.set(node, fn);
    if (node.type === "FunctionDeclaration") {
      const variable = this.#lookup(node.id!.name)!;
      variable.declarations++;
      this.analysis.variableOf.set(node.id!, variable);
    }
    if (node.type === "ClassMethod") {
      fn.home = this.#home(node.static);
      fn.isDerivedConstructor = node.kind === "constructor" && Boolean((outer.scope.node as t.Class).superClass);
    }
    this.#fn = fn;
    this.#path = [];
    this.#loops = 0;
    fn.parameters = this.#scope = this.#newScope("parameters", node, fn);
    const body = node.body.type === "BlockStatement" ? node.body : undefined;
    for (const parameter of node.params) for (const { name } of boundNames(parameter)) this.#scope.declare(name, "parameter");
    const isSimple = node.params.every((parameter) => parameter.type === "Identifier");
    fn.body = fn.parameters;
    if (isSimple && body) declareBody(body, this.#fn, this.#scope, this.#problems);
    if (node.type === "FunctionExpression" && node.id && !this.#scope.variables.has(node.id.name)) {
      const self = this.#scope.declare(node.id.name, "self");
      self.declarations = 1;
      this.analysis.variableOf.set(node.id, self);
    }
    for (const parameter of node.params) {
      if (!isSimple) for (const { name } of boundNames(parameter)) this.#scope.variables.get(name)!.hasDeadZone = true;
      this.#pattern(parameter, parameter.end!);
    }
    if (!isSimple && body) {
      fn.body = this.#scope = this.#newScope("body", body, fn);
      declareBody(body, this.#fn, this.#scope, this.#problems);
    }
    if (body) for (const statement of body.body) this.#visit(statement);
    else this.#visit(node.body);
    this.#fn = outer.fn;
    this.#scope = outer.scope;
    this.#path = outer.path;
    this.#loops = outer.loops;
  }

  /** The home object of a member of the class whose scope is the current one. */
  #home(isStatic: boolean): FunctionInfo["home"] {
    return { owner: this.#scope.node as t.Class, isStatic };
  }

  #initializer(node: t.ClassProperty | t.StaticBlock): void {
    const outer = { fn: this.#fn, scope: this.#scope, path: this.#path };
    const fn = new FunctionInfo(node, outer.fn, outer.scope);
    outer.fn.nested.push(fn);
    this.analysis.functions.push(fn);
    this.analysis.functionOf.set(node, fn);
    fn.home = this.#home(node.type === "StaticBlock" || node.static);
    this.#fn = fn;
    this.#path = [];
    fn.parameters = fn.body = this.#scope = this.#newScope("parameters", node, fn);
    if (node.type === "StaticBlock") {
      for (const one of node.body) declareVars(one, this.#scope);
      declareLexical(node.body, this.#scope);
      for (const one of node.body) this.#visit(one);
    } else if (node.value) this.#visit(node.value);
    this.#fn = outer.fn;
    this.#scope = outer.scope;
    this.#path = outer.path;
  }

  #lookup(name: string): Variable | undefined {
    for (let scope: Scope | undefined = this.#scope; scope; scope = scope.parent) {
      const variable = scope.variables.get(name);
      if (variable) return variable;
    }
    return undefined;
  }

  #reference(node: t.Node, name: string, isWrite: boolean): void {
    this.analysis.names.add(name);
    if (name === "arguments" && this.#special(node, name)) return;
    const variable = this.#lookup(name);
    if (!variable || variable.scope.kind === "module" || variable.kind === "class-name") {
      for (let fn: FunctionInfo | undefined = this.#fn; fn; fn = fn.parent) fn.freeNames.add(name);
    }
    if (variable) this.#use(variable, node, isWrite);
  }

  #use(variable: Variable, node: t.Node, isWrite: boolean): void {
    this.analysis.variableOf.set(node, variable);
    variable.references.push({ node, scope: this.#scope, isWrite });
  }

  /** `this`, `arguments`, `new.target`: variables of the nearest function that is no arrow. False at module level. */
  #special(node: t.Node, kind: "this" | "arguments" | "new.target"): boolean {
    let fn: FunctionInfo = this.#fn;
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
}
