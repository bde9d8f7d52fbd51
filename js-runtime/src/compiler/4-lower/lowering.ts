import * as t from "@babel/types";
import { forEachChild } from "../2-analyze/declarations.js";
import { assign, at, statement } from "../3-convert/builders.js";
import type { Converted, LoweredFunction } from "../3-convert/converter.js";
import type { Local } from "../3-convert/context.js";
import type { Names } from "../names.js";
import { type Block, Blocks, type Transfer } from "./blocks.js";
import { Exits } from "./exits.js";

export type ExpressionVisitor = (node: never, lowering: Lowering) => t.Expression;
export type StatementVisitor = (node: never, lowering: Lowering, labels: string[]) => void;

/**
 * Phase 4 for one async function or generator: cuts its body at every await and `yield`. What contains none stays as it is; what does is
 * taken apart into blocks, operands that were evaluated before an await go to temporaries.
 */
export class Lowering {
  readonly blocks = new Blocks();
  readonly exits: Exits;
  readonly #withAwait = new Set<t.Node>();

  constructor(readonly source: LoweredFunction, readonly names: Names, private readonly converted: Converted,
              private readonly expressionVisitors: Readonly<Record<string, ExpressionVisitor>>,
              private readonly statementVisitors: Readonly<Record<string, StatementVisitor>>) {
    this.exits = new Exits(this);
    for (const one of source.body) this.mark(one);
  }

  run(): void {
    const { fn, prologue, bindsFirst } = this.source;
    for (const one of prologue) this.statement(one);
    if (bindsFirst) this.#resumeAt(fn.node, (resume) => ({ kind: "bound", resume }));
    for (const one of this.source.body) this.statement(one);
    this.blocks.emit(this.blocks.transfer({ kind: "return", argument: undefined }));
  }

  /** Remembers which nodes of a new tree contain an await or `yield`. */
  mark(node: t.Node): boolean {
    let found = node.type === "AwaitExpression" || node.type === "YieldExpression" || (node.type === "ForOfStatement" && node.await);
    forEachChild(node, (child) => { found = this.mark(child) || found; });
    if (found) this.#withAwait.add(node);
    return found;
  }

  hasAwait(node: t.Node | null | undefined): boolean {
    return node !== null && node !== undefined && this.#withAwait.has(node);
  }

  /** Emits a statement. `labels` are those directly before it. */
  statement(node: t.Statement, labels: string[] = []): void {
    if (!this.hasAwait(node)) {
      if (node.type === "ReturnStatement") return this.exits.return(node.argument ?? undefined, node);
      if (node.type === "BreakStatement" || node.type === "ContinueStatement") return this.exits.jump(node);
      const isPlainBlock = node.type === "BlockStatement" && labels.length === 0 && node.body.every((one) => one.type !== "VariableDeclaration");
      if (isPlainBlock) return node.body.forEach((one) => this.statement(one));
      this.blocks.emit(this.exits.redirect(labels.reduceRight<t.Statement>((inner, label) => t.labeledStatement(t.identifier(label), inner), node)));
      return;
    }
    const visitor = this.statementVisitors[node.type];
    if (!visitor) throw new Error(`no lowering for a ${node.type} with an await`);
    visitor(node as never, this, labels);
  }

  /** Emits what must come before an expression; the result is to be evaluated once, at once. */
  expression(node: t.Expression): t.Expression {
    if (!this.hasAwait(node)) return node;
    const visitor = this.expressionVisitors[node.type];
    if (!visitor) throw new Error(`no lowering for a ${node.type} with an await`);
    return visitor(node as never, this);
  }

  /** Awaits `argument` and throws its rejection; the result is its value. */
  await(argument: t.Expression, node: t.Node): t.Expression {
    this.suspend("await", argument, node);
    this.throwReceived(node);
    return this.received(node);
  }

  /** Leaves `run`; the code that follows runs when it is called again. */
  suspend(kind: "await" | "yield", argument: t.Expression, node: t.Node): void {
    this.#resumeAt(node, (resume) => ({ kind, argument, resume }));
  }

  #resumeAt(node: t.Node, transfer: (resume: Block) => Transfer): void {
    const resume = this.blocks.create();
    resume.resumes = node;
    this.blocks.emit(at(this.blocks.transfer(transfer(resume)), node));
    this.blocks.placed.push(resume);
    this.blocks.current = resume;
  }

  /** What `run` was called with, as long as nothing else has suspended it. */
  received(node: t.Node): t.Expression {
    return at(t.identifier(this.names.value), node);
  }

  receivedMode(mode: 0 | 2, operator: "===" | "!==" = "==="): t.Expression {
    return t.binaryExpression(operator, t.identifier(this.names.mode), t.numericLiteral(mode));
  }

  throwReceived(node: t.Node): void {
    this.blocks.emit(t.ifStatement(this.receivedMode(0, "!=="), at(t.throwStatement(t.identifier(this.names.value)), node)));
  }

  temporary(): Local {
    return this.source.context.temporary();
  }

  use(local: Local): t.Identifier {
    return this.source.context.use(local);
  }

  localOf(node: t.Node): Local | undefined {
    return this.source.context.localOf.get(node);
  }

  set(local: Local, value: t.Expression): void {
    this.blocks.emit(statement(at(assign(this.use(local), value), value)));
  }

  /** Evaluates now, into a temporary. */
  keep(value: t.Expression): Local {
    const local = this.temporary();
    this.set(local, value);
    return local;
  }

  jumpUnless(test: t.Expression, to: Block): void {
    this.blocks.emit(at(t.ifStatement(negate(test), this.blocks.transfer({ kind: "jump", to })), test));
  }

  call(name: string, ...args: t.Expression[]): t.CallExpression {
    this.converted.support.add(name);
    return t.callExpression(t.identifier(this.names.support(name)), args);
  }

  abi(name: string, ...args: t.Expression[]): t.CallExpression {
    return t.callExpression(t.memberExpression(t.identifier(this.names.abi), t.identifier(name)), args);
  }

  /** The value that the handler of a region was entered with. */
  get caught(): t.Identifier {
    return t.identifier(this.names.error);
  }
}

function negate(test: t.Expression): t.Expression {
  return test.type === "UnaryExpression" && test.operator === "!" ? test.argument : t.unaryExpression("!", test);
}
