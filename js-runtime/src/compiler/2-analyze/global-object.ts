import * as t from "@babel/types";

/**
 * Replaces `Function("return this")()` by `globalThis`. Libraries that are older than the name ask for the global object that way; it
 * is the one use of `Function` whose text is known and captures nothing. A program that declares a `Function` anywhere is left alone.
 */
export function nameGlobalObject(program: t.Program): void {
  const found: t.CallExpression[] = [];
  let isDeclared = false;
  t.traverseFast(program, (node) => {
    if (node.type === "CallExpression" && node.arguments.length === 0 && isReturnThis(node.callee)) found.push(node);
    else if (declaresFunction(node)) isDeclared = true;
  });
  if (isDeclared) return;
  for (const node of found) {
    Object.assign(node, t.identifier("globalThis"));
    Reflect.deleteProperty(node, "callee");
    Reflect.deleteProperty(node, "arguments");
  }
}

function isReturnThis(node: t.Node): boolean {
  if ((node.type !== "CallExpression" && node.type !== "NewExpression") || node.arguments.length !== 1) return false;
  const [text] = node.arguments;
  return t.isIdentifier(node.callee, { name: "Function" }) && text!.type === "StringLiteral" && /^\s*return\s+this\s*;?\s*$/.test(text!.value);
}

/** Whether `node` declares a variable, parameter, function or class of the name `Function`. */
function declaresFunction(node: t.Node): boolean {
  if (t.isFunction(node)) return node.params.some(binds) || ("id" in node && isNamed(node.id));
  if (t.isClass(node)) return isNamed(node.id);
  if (t.isVariableDeclarator(node)) return binds(node.id);
  return t.isCatchClause(node) && node.param != null && binds(node.param);
}

function binds(pattern: t.Node): boolean {
  return "Function" in t.getBindingIdentifiers(pattern);
}

function isNamed(id: t.Identifier | null | undefined): boolean {
  return id?.name === "Function";
}
