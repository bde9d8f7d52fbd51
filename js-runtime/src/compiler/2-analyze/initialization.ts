import type { Analysis, FunctionInfo, Reference, Scope, Variable } from "./model.js";

/**
 * Finds the references that may run before their binding is initialized. All others need no check of the dead zone.
 *
 * A scope's own code runs from top to bottom (a loop inside the scope makes no difference: what it declares belongs to a scope of
 * its own), so a reference after the declaration is safe. A function expression cannot run before the place where it is
 * made. A function declaration is made at the top of its block, but cannot run before the first reference to its name.
 */
export function findUnsafeReferences(analysis: Analysis): void {
  const callableFrom = firstCalls(analysis);
  for (const scope of analysis.scopes) {
    for (const variable of scope.variables.values()) {
      if (variable.kind === "class-name") checkClassName(analysis, variable);
      if (!variable.hasDeadZone) continue;
      for (const reference of variable.references) {
        if (isSafe(variable, reference, callableFrom)) continue;
        analysis.checked.add(reference.node);
        variable.isChecked = true;
      }
    }
  }
}

/** A class's own name has no value yet in its `extends` and its computed keys; code there may keep it for later. */
function checkClassName(analysis: Analysis, variable: Variable): void {
  const info = analysis.classes.get(variable.scope.node)!;
  if (info.isNative) return;
  const outside = info.node.body.body.flatMap((element) => ("computed" in element && element.computed ? [element.key] : []));
  if (info.node.superClass) outside.push(info.node.superClass as typeof outside[number]);
  for (const { node } of variable.references) {
    if (!outside.some((part) => node.start! >= part.start! && node.end! <= part.end!)) continue;
    analysis.checked.add(node);
    variable.isChecked = true;
  }
}

function isSafe(variable: Variable, reference: Reference, callableFrom: Map<FunctionInfo, number>): boolean {
  if (variable.scope.kind === "switch" && !isInSameCase(variable, reference)) return false;
  return isInitializedAt(variable, reference, callableFrom);
}

function isInitializedAt(variable: Variable, reference: Reference, callableFrom: Map<FunctionInfo, number>): boolean {
  let offset = reference.node.start!;
  for (let fn = reference.scope.fn; fn !== variable.scope.fn; fn = fn.parent!) {
    if (fn.node === variable.initializer) return true;
    const from = callableFrom.get(fn);
    if (from !== undefined) offset = from;
  }
  return offset >= variable.initializedAt;
}

/** For every function declaration, the offset of the first code that can run it; Infinity when nothing refers to it. */
function firstCalls(analysis: Analysis): Map<FunctionInfo, number> {
  const offsets = new Map<FunctionInfo, number>();
  const declarations: { fn: FunctionInfo; variable: Variable }[] = [];
  for (const fn of analysis.functions) {
    if (fn.node.type !== "FunctionDeclaration") continue;
    declarations.push({ fn, variable: analysis.variableOf.get(fn.node.id!)! });
    offsets.set(fn, Infinity);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const { fn, variable } of declarations) {
      const offset = Math.min(...variable.references.map((reference) => offsetInScope(reference, variable.scope, offsets)), Infinity);
      if (offset < offsets.get(fn)!) {
        offsets.set(fn, offset);
        changed = true;
      }
    }
  }
  return offsets;
}

/** When, in the run of `scope`'s function, the reference can happen first. */
function offsetInScope(reference: Reference, scope: Scope, offsets: Map<FunctionInfo, number>): number {
  let offset = reference.node.start!;
  for (let fn = reference.scope.fn; fn !== scope.fn; fn = fn.parent!) offset = offsets.get(fn) ?? offset;
  return offset;
}

/** Whether a reference stands in the very case clause that declares the variable; others may be entered without it. */
function isInSameCase(variable: Variable, reference: Reference): boolean {
  const { node } = variable.scope;
  if (node.type !== "SwitchStatement") return false;
  const holder = node.cases.find((one) => variable.initializedAt > one.start! && variable.initializedAt <= one.end!);
  return holder !== undefined && reference.node.start! >= holder.start! && reference.node.end! <= holder.end!;
}
