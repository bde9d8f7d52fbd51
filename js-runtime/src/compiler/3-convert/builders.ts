import * as t from "@babel/types";

/** `object.name`, or `object["name"]` when the name is no identifier. */
export function member(object: t.Expression, name: string): t.MemberExpression {
  return t.isValidIdentifier(name, false) ? t.memberExpression(object, t.identifier(name)) : t.memberExpression(object, t.stringLiteral(name), true);
}

export function assign(target: t.LVal, value: t.Expression, operator = "="): t.AssignmentExpression {
  return t.assignmentExpression(operator, target as t.Identifier, value);
}

export function statement(expression: t.Expression): t.ExpressionStatement {
  return t.expressionStatement(expression);
}

export function undefinedValue(): t.Expression {
  return t.unaryExpression("void", t.numericLiteral(0));
}

export function declare(kind: "const" | "let" | "var", name: string, value?: t.Expression): t.VariableDeclaration {
  return t.variableDeclaration(kind, [t.variableDeclarator(t.identifier(name), value)]);
}

/** Gives `node` the source position of `origin`, so that stack traces and source maps lead there. */
export function at<T extends t.Node>(node: T, origin: t.Node): T {
  node.loc = origin.loc;
  node.start = origin.start;
  node.end = origin.end;
  return node;
}

/** An expression whose value is `value`, an anonymous function or class, after JavaScript named it `name`. */
export function named(value: t.Expression, name: string): t.Expression {
  const key = t.isValidIdentifier(name, false) && name !== "__proto__" ? t.identifier(name) : t.stringLiteral(name);
  const isComputed = key.type === "StringLiteral";
  return t.memberExpression(t.objectExpression([t.objectProperty(key, value, isComputed)]), t.cloneNode(key), isComputed);
}
