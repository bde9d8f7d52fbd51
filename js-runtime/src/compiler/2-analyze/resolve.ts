import * as t from "@babel/types";
import type { Problems } from "../errors.js";
import { boundNames, declareBody, declareImports, declareLexical, declareVars, forEachChild } from "./declarations.js";
import { type Analysis, ClassInfo, type FunctionInfo, type FunctionNode, type InitializerNode, NAMELESS_CLASS, Scope, type ScopeKind } from "./model.js";
import { declarePrivates } from "./privates.js";
import { refuse } from "./refuse.js";
import { Walk } from "./walk.js";

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
  readonly #walk: Walk;
  readonly #problems: Problems;

  constructor(program: t.Program, problems: Problems) {
    this.#walk = new Walk(program);
    this.#problems = problems;
  }

  get analysis(): Analysis {
    return this.#walk.analysis;
  }

  run(): void {
    const { program } = this.analysis;
    for (const node of program.body) if (node.type === "ImportDeclaration") declareImports(node, this.#walk.scope, this.analysis.variableOf);
    declareVars(program, this.#walk.scope);
    declareLexical(program.body, this.#walk.scope);
    for (const node of program.body) this.#visit(node);
    for (const scope of this.analysis.scopes) for (const name of scope.variables.keys()) this.analysis.names.add(name);
  }

  #visit(node: t.Node): void {
    refuse(node, this.#walk.fn, this.#walk.scope, this.#problems);
    this.#walk.path.push(node);
    this.#dispatch(node);
    this.#walk.path.pop();
  }

  #children(node: t.Node): void {
    forEachChild(node, (child) => this.#visit(child));
  }

  #dispatch(node: t.Node): void {
    switch (node.type) {
      case "Identifier": return this.#walk.reference(node, node.name, false);
      case "ThisExpression":
        this.#walk.special(node, "this");
        return;
      case "Super": // looks up with the method's `this`
        if (this.#walk.path.at(-2)?.type === "CallExpression") this.#walk.markSuperCall();
        else this.#walk.useHome();
        this.#walk.special(node, "this");
        return;
      case "MetaProperty":
        if (node.meta.name === "new") this.#walk.special(node, "new.target");
        return;
      case "AwaitExpression":
        this.#walk.markAwait();
        return this.#visit(node.argument);
      case "YieldExpression":
        this.#walk.markAwait();
        return this.#children(node);
      case "ReturnStatement":
        // 14.10.1: an async generator awaits what it returns.
        if (node.argument && this.#walk.fn.isAsync && this.#walk.fn.isGenerator) this.#walk.markAwait();
        return this.#children(node);
      case "FunctionDeclaration": case "FunctionExpression": case "ArrowFunctionExpression":
        return this.#function(node);
      case "ObjectMethod": case "ClassMethod":
        if (node.computed) this.#visit(node.key);
        return this.#function(node);
      case "ClassDeclaration": case "ClassExpression": return this.#class(node);
      case "ClassProperty":
        if (node.computed) this.#visit(node.key);
        return this.#initializer(node);
      case "StaticBlock": case "ClassPrivateProperty": return this.#initializer(node);
      case "ClassPrivateMethod": return this.#function(node);
      case "PrivateName": return this.#walk.privateName(node);
      case "ObjectExpression":
        if (!node.properties.some((one) => one.type === "ObjectMethod" && mentionsSuper(one))) return this.#children(node);
        return this.#inside("object", node, () => this.#children(node));
      case "BlockStatement": return this.#inside("block", node, () => {
        declareLexical(node.body, this.#walk.scope);
        this.#children(node);
      });
      case "ForStatement": return this.#walk.inLoop(() => this.#inside("for", node, () => {
        if (node.init?.type === "VariableDeclaration" && node.init.kind !== "var") declareLexical([node.init], this.#walk.scope);
        this.#children(node);
      }));
      case "ForInStatement": case "ForOfStatement": return this.#forEach(node);
      case "WhileStatement": case "DoWhileStatement": return this.#walk.inLoop(() => this.#children(node));
      case "SwitchStatement":
        this.#visit(node.discriminant);
        return this.#inside("switch", node, () => {
          declareLexical(node.cases.flatMap((one) => one.consequent), this.#walk.scope);
          for (const one of node.cases) this.#visit(one);
        });
      case "CatchClause": return this.#inside("catch", node, () => {
        if (node.param) {
          for (const { name } of boundNames(node.param)) this.#walk.scope.declare(name, "catch");
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
    this.#walk.inside(this.#walk.newScope(kind, node), work);
  }

  #forEach(node: t.ForInStatement | t.ForOfStatement): void {
    const { left } = node;
    if (node.type === "ForOfStatement" && node.await) this.#walk.markAwait();
    const isLexical = left.type === "VariableDeclaration" && left.kind !== "var";
    if (isLexical) {
      // 14.7.5.12: the expression sees the loop's names as bindings that are never initialized.
      const dead = new Scope("dead", node.right, this.#walk.scope, this.#walk.fn);
      for (const { name } of boundNames(left.declarations[0]!.id)) dead.declare(name, "dead");
      this.#walk.inside(dead, () => this.#visit(node.right));
    } else this.#visit(node.right);
    this.#walk.inLoop(() => this.#inside("for", node, () => {
      if (isLexical) declareLexical([left], this.#walk.scope);
      if (left.type === "VariableDeclaration") {
        this.#walk.within(left, () => this.#pattern(left.declarations[0]!.id, left.end!));
      } else this.#target(left);
      this.#visit(node.body);
    }));
  }

  #declaration(node: t.VariableDeclaration): void {
    for (const declarator of node.declarations) {
      this.#walk.path.push(declarator);
      const names = boundNames(declarator.id);
      if (node.kind === "var" && !declarator.init) {
        for (const id of names) this.analysis.variableOf.set(id, this.#walk.lookup(id.name)!);
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
      this.#walk.path.pop();
    }
  }

  /** A binding pattern: its identifiers are declared already, and all are initialized at `end`, after the value that is taken apart. */
  #pattern(node: t.Node, end: number): void {
    if (node.type === "Identifier") {
      const variable = this.#walk.lookup(node.name)!;
      this.analysis.variableOf.set(node, variable);
      // A declaration in a loop gives its variable a value many times.
      variable.declarations += this.#walk.loops > 0 ? 2 : 1;
      if (variable.hasDeadZone) variable.initializedAt = end;
    } else this.#insidePattern(node, (child) => this.#pattern(child, end));
  }

  /** An assignment target. */
  #target(node: t.Node): void {
    if (node.type === "Identifier") this.#walk.reference(node, node.name, true);
    else if (node.type === "MemberExpression") this.#visit(node);
    else this.#insidePattern(node, (child) => this.#target(child));
  }

  #insidePattern(node: t.Node, visitTarget: (child: t.Node) => void): void {
    this.#walk.path.push(node);
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
            this.#walk.path.push(property);
            if (property.computed) this.#visit(property.key);
            visitTarget(property.value);
            this.#walk.path.pop();
          }
        }
        break;
      default: this.#visit(node);
    }
    this.#walk.path.pop();
  }

  #class(node: t.Class): void {
    const outer = this.#walk.scope;
    if (node.type === "ClassDeclaration") {
      const variable = this.#walk.lookup(node.id!.name)!;
      variable.initializedAt = node.end!;
      variable.declarations++;
      this.analysis.variableOf.set(node.id!, variable);
      this.analysis.classBinding.set(node, variable);
    }
    const scope = this.#walk.scope = this.#walk.newScope("class", node);
    const info = new ClassInfo(node, scope, isMadeOnce(scope));
    this.analysis.classes.set(node, info);
    const inner = scope.declare(node.id?.name ?? NAMELESS_CLASS, "class-name");
    inner.declarations = 1;
    if (node.id && node.type === "ClassExpression") this.analysis.variableOf.set(node.id, inner);
    for (const one of info.isNative ? [] : node.body.body) {
      const isKept = one.type === "ClassProperty" && one.computed && !one.static;
      if (isKept) info.fieldKeys.set(one, info.declarePart(`key ${info.fieldKeys.size}`));
    }
    declarePrivates(info, this.analysis);
    if (node.superClass) this.#visit(node.superClass);
    this.#visit(node.body);
    this.#walk.scope = outer;
  }

  #function(node: FunctionNode): void {
    const walk = this.#walk;
    const outer = walk.scope;
    if (node.type === "FunctionDeclaration") {
      const variable = walk.lookup(node.id!.name)!;
      variable.declarations++;
      this.analysis.variableOf.set(node.id!, variable);
    }
    walk.inFunction(node, (fn) => {
      if (node.type === "ClassMethod" || node.type === "ClassPrivateMethod") fn.home = { owner: outer.node as t.Class, isStatic: node.static === true };
      if (node.type === "ClassMethod") {
        fn.factoryClass = this.#factoryClass(outer.node);
        fn.isDerivedConstructor = node.kind === "constructor" && Boolean((outer.node as t.Class).superClass);
      }
      this.#functionParts(node, fn);
    });
  }

  #functionParts(node: FunctionNode, fn: FunctionInfo): void {
    const walk = this.#walk;
    const { parameters } = fn;
    const body = node.body.type === "BlockStatement" ? node.body : undefined;
    for (const parameter of node.params) for (const { name } of boundNames(parameter)) parameters.declare(name, "parameter");
    const isSimple = node.params.every((parameter) => parameter.type === "Identifier");
    if (isSimple && body) declareBody(body, fn, parameters, this.#problems);
    if (node.type === "FunctionExpression" && node.id && !parameters.variables.has(node.id.name)) {
      const self = parameters.declare(node.id.name, "self");
      self.declarations = 1;
      this.analysis.variableOf.set(node.id, self);
    }
    for (const parameter of node.params) {
      if (!isSimple) for (const { name } of boundNames(parameter)) parameters.variables.get(name)!.hasDeadZone = true;
      this.#pattern(parameter, parameter.end!);
    }
    if (!isSimple && body) {
      fn.body = walk.scope = walk.newScope("body", body);
      declareBody(body, fn, walk.scope, this.#problems);
    }
    if (body) for (const statement of body.body) this.#visit(statement);
    else this.#visit(node.body);
  }

  #factoryClass(node: t.Node): ClassInfo | undefined {
    const info = this.analysis.classes.get(node);
    return info?.isNative ? undefined : info;
  }

  #initializer(node: InitializerNode): void {
    const owner = this.#walk.scope.node as t.Class;
    this.#walk.inFunction(node, (fn) => {
      fn.home = { owner, isStatic: node.type === "StaticBlock" || node.static === true };
      fn.factoryClass = this.#factoryClass(owner);
      if (node.type === "StaticBlock") {
        for (const one of node.body) declareVars(one, fn.parameters);
        declareLexical(node.body, fn.parameters);
        for (const one of node.body) this.#visit(one);
      } else if (node.value) this.#visit(node.value);
    });
  }
}

function mentionsSuper(node: t.Node): boolean {
  let found = false;
  t.traverseFast(node, (one) => { found ||= one.type === "Super"; });
  return found;
}

/** Whether the class of this scope stands in a statement of the module. */
function isMadeOnce(scope: Scope): boolean {
  let around = scope.parent;
  while (around?.kind === "class") around = around.parent;
  return scope.fn.isModule && around?.kind === "module";
}
