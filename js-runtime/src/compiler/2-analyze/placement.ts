import type * as t from "@babel/types";
import type { Analysis, ClassInfo, FunctionInfo, Reference, Scope, Variable } from "./model.js";

/** Decides where every variable lives, which functions stay native, and what each closure needs of the scopes around it. */
export function place(analysis: Analysis): void {
  markWrites(analysis);
  findCaptures(analysis);
  findNatives(analysis);
  collectNeeds(analysis);
  linkRecords(analysis);
}

function markWrites(analysis: Analysis): void {
  for (const scope of analysis.scopes) {
    for (const variable of scope.variables.values()) {
      const writes = variable.references.filter(({ isWrite }) => isWrite);
      const isModule = scope.kind === "module";
      // What module code assigns while it is evaluated is settled when the first thread starts.
      variable.isAssigned = isModule
        ? writes.some((write) => !write.scope.fn.isModule) : writes.length > 0 || variable.declarations > 1;
      if (variable.kind === "import") variable.placement = "api";
      else if (isModule && variable.isAssigned && !variable.isConstant) variable.placement = "module";
    }
  }
}

function findCaptures(analysis: Analysis): void {
  for (const scope of analysis.scopes) {
    if (scope.kind === "module" || analysis.classes.get(scope.node)?.isNative) continue;
    const variables = [...scope.variables.values()];
    for (const variable of variables) {
      variable.isCaptured = variable.kind === "class-part" || variable.references.some((reference) => isOutside(reference, scope));
    }
    const captured = variables.filter((variable) => variable.isCaptured || losesNativeCheck(variable, variables) || isSetTooEarly(variable, analysis));
    for (const variable of variables) if (isExploded(analysis, scope) && scope.kind !== "class") variable.placement = "local";
    if (captured.length === 0) continue;
    const owner = recordOwner(scope);
    owner.record ??= { id: -1, scope: owner, variables: [], parent: undefined, holder: "" };
    for (const variable of captured) {
      variable.placement = "record";
      variable.owner = owner;
      owner.record.variables.push(variable);
    }
  }
}

/** Whether a reference stands in another function than the scope it means. The body of a class knows the class's name itself. */
function isOutside({ scope: { fn } }: Reference, scope: Scope): boolean {
  return fn !== scope.fn && !(scope.kind === "class" && fn.staysIn(scope.node));
}

/**
 * The scope whose record takes the captured variables of `scope`: one around it that has a record already, when the code between
 * the two runs once for each of its records. One object less to make, to save and to go through.
 */
function recordOwner(scope: Scope): Scope {
  for (let outer: Scope | undefined = scope; outer && outer.fn === scope.fn && outer.loops === scope.loops; outer = outer.parent) {
    // The record of a `for (let ...)` is copied for the next iteration, with what is in it.
    if (outer.record && (outer === scope || outer.node.type !== "ForStatement")) return outer;
  }
  return scope;
}

/** Whether the scope's variables outlive the JavaScript block they stand in: it is cut into pieces by an await or `yield`. */
export function isExploded(analysis: Analysis, scope: Scope): boolean {
  if (!scope.fn.isLowered) return false;
  return scope === scope.fn.parameters || scope === scope.fn.body || analysis.withAwait.has(scope.node);
}

/** A declaration or parameter list of which only a part is captured is taken apart, and its native part loses the native dead zone. */
function losesNativeCheck(variable: Variable, all: readonly Variable[]): boolean {
  if (!variable.isChecked) return false;
  const together = variable.kind === "parameter" ? all : variable.pattern;
  return together.some((other) => other.isCaptured);
}

/** Some assignment may run before the declaration: a pattern can only check that with a target that is a property. */
function isSetTooEarly(variable: Variable, { checked }: Analysis): boolean {
  return variable.isChecked && variable.references.some(({ node, isWrite }) => isWrite && checked.has(node));
}

/** A function is native when it is made once and captures no record. Class members stay in their class; generators need a factory. */
function findNatives(analysis: Analysis): void {
  const onceNodes = nodesEvaluatedOnce(analysis.program);
  for (const fn of analysis.functions) {
    if (fn.isModule) continue;
    fn.isNative = fn.isClassElement || fn.isInConstructor || (!fn.isGenerator && fn.parent!.isModule && onceNodes.has(fn.node) && !capturesBlock(fn));
  }
}

function capturesBlock(fn: FunctionInfo): boolean {
  for (let scope = fn.scope; scope; scope = scope.parent) if (scope.record) return true;
  return false;
}

/**
 * The functions at module level that stand directly in a declaration, or in an object or array literal there. A function in
 * any other place, such as a call's argument, may end up where the walk over the baseline does not find it, so it gets a factory.
 */
function nodesEvaluatedOnce(program: t.Program): Set<t.Node> {
  const once = new Set<t.Node>();
  const add = (node: t.Node | null | undefined): void => {
    if (!node) return;
    once.add(node);
    if (node.type === "ObjectExpression") for (const property of node.properties) add(property.type === "ObjectProperty" ? property.value : property);
    else if (node.type === "ArrayExpression") for (const element of node.elements) add(element);
  };
  for (const statement of program.body) {
    if (statement.type === "FunctionDeclaration") add(statement);
    else if (statement.type === "VariableDeclaration") for (const { init } of statement.declarations) add(init);
  }
  return once;
}

function collectNeeds(analysis: Analysis): void {
  for (const scope of analysis.scopes) {
    if (!scope.record) continue;
    for (const variable of scope.record.variables) {
      analysis.classes.get(variable.scope.node)?.needs.add(scope); // it puts itself there
      for (const reference of variable.references) {
        for (let fn = reference.scope.fn; fn !== scope.fn; fn = fn.parent!) {
          fn.needs.add(scope);
          fn.factoryClass?.needs.add(scope);
        }
      }
    }
  }
}

/** Gives each record the innermost parent that the closures which hold it need; a chain keeps nothing else alive. */
function linkRecords(analysis: Analysis): void {
  const through = new Map<Scope, Set<Scope>>();
  const records = analysis.scopes.filter((scope) => scope.record).sort((a, b) => b.depth - a.depth);
  for (const scope of records) through.set(scope, new Set());
  const holders: (FunctionInfo | ClassInfo)[] = [...analysis.functions.filter((fn) => !fn.factoryClass), ...analysis.classes.values()];
  for (const holder of holders) {
    const inner = holder.scopeParameter;
    if (inner) for (const scope of holder.needs) if (scope !== inner) through.get(inner)!.add(scope);
  }
  for (const scope of records) {
    let parent: Scope | undefined;
    for (const outer of through.get(scope)!) if (!parent || outer.depth > parent.depth) parent = outer;
    scope.record!.parent = parent;
    if (parent) for (const outer of through.get(scope)!) if (outer !== parent) through.get(parent)!.add(outer);
  }
}
