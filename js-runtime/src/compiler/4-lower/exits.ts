import * as t from "@babel/types";
import { assign, at, statement } from "../3-convert/builders.js";
import type { Local } from "../3-convert/context.js";
import { Block, type Region } from "./blocks.js";
import type { Lowering } from "./lowering.js";

/** Something that a `break`, `continue` or `return` can go to, or must pass on its way. */
export type Exit =
  /** A loop, switch or labeled statement. `labels` includes "" for what an unlabeled jump means. */
  | { readonly kind: "break" | "continue"; readonly labels: readonly string[]; readonly to: Block }
  /** An iterator to close. */
  | { readonly kind: "close"; readonly iterator: Local; readonly region: Region | undefined; readonly awaits?: t.Node }
  | FinallyExit;

export interface FinallyExit {
  readonly kind: "finally";
  readonly start: Block;
  readonly region: Region | undefined;
  /** Number of the block to go to after the `finally` clause; -1: throw `value`. */
  readonly selector: Local;
  /** The value that is being returned or thrown. */
  readonly value: Local;
  readonly targets: Set<Block>;
}

type Goal = { readonly exit: Exit & { to: Block }; readonly value?: undefined } | { readonly exit?: undefined; readonly value: Local };

/** The exits around the statement that is lowered now, innermost last, and the ways to them. */
export class Exits {
  readonly #stack: Exit[] = [];
  readonly #lowering: Lowering;

  constructor(lowering: Lowering) {
    this.#lowering = lowering;
  }

  within(exits: readonly Exit[], work: () => void): void {
    this.#stack.push(...exits);
    work();
    this.#stack.length -= exits.length;
  }

  /** A `return` at block level. */
  return(argument: t.Expression | undefined, node: t.Node): void {
    const { blocks } = this.#lowering;
    if (!this.#mustPass()) {
      blocks.emit(at(blocks.transfer({ kind: "return", argument }), node));
      return;
    }
    const value = this.#lowering.keep(argument ?? t.unaryExpression("void", t.numericLiteral(0)));
    blocks.jump(this.#leave(this.#stack.length - 1, { value }));
  }

  jump(node: t.BreakStatement | t.ContinueStatement): void {
    this.#lowering.blocks.emit(at(this.#jumpStatement(node), node));
  }

  /** Turns the jumps of a kept statement that leave it into transfers. */
  redirect(node: t.Statement): t.Statement {
    return this.#redirect(node, { labels: [], loop: false, breakable: false, cleanup: false }) as t.Statement;
  }

  #redirect(node: t.Node, inside: Inside): t.Node {
    switch (node.type) {
      case "BreakStatement": case "ContinueStatement": {
        const label = node.label?.name;
        const isInside = label !== undefined ? inside.labels.includes(label) : node.type === "BreakStatement" ? inside.breakable : inside.loop;
        return isInside ? node : at(this.#jumpStatement(node), node);
      }
      case "ReturnStatement": return this.#returnInside(node, inside);
      case "LabeledStatement":
        node.body = this.#redirect(node.body, { ...inside, labels: [...inside.labels, node.label.name] }) as t.Statement;
        return node;
      case "ForStatement": case "WhileStatement": case "DoWhileStatement": case "ForInStatement":
        node.body = this.#redirect(node.body, { ...inside, loop: true, breakable: true }) as t.Statement;
        return node;
      case "ForOfStatement":
        node.body = this.#redirect(node.body, { ...inside, loop: true, breakable: true, cleanup: true }) as t.Statement;
        return node;
      case "SwitchStatement":
        for (const one of node.cases) one.consequent = one.consequent.map((child) => this.#redirect(child, { ...inside, breakable: true }) as t.Statement);
        return node;
      case "BlockStatement":
        node.body = node.body.map((child) => this.#redirect(child, inside) as t.Statement);
        return node;
      case "IfStatement":
        node.consequent = this.#redirect(node.consequent, inside) as t.Statement;
        if (node.alternate) node.alternate = this.#redirect(node.alternate, inside) as t.Statement;
        return node;
      case "TryStatement": {
        const body = node.finalizer ? { ...inside, cleanup: true } : inside;
        node.block = this.#redirect(node.block, body) as t.BlockStatement;
        if (node.handler) node.handler.body = this.#redirect(node.handler.body, body) as t.BlockStatement;
        if (node.finalizer) node.finalizer = this.#redirect(node.finalizer, inside) as t.BlockStatement;
        return node;
      }
      default: return node;
    }
  }

  /** The call completes after everything that `return` passes has run, so inside such statements the value is kept and the code jumps. */
  #returnInside(node: t.ReturnStatement, inside: Inside): t.Statement {
    const { blocks } = this.#lowering;
    if (!inside.cleanup && !this.#mustPass()) return at(blocks.transfer({ kind: "return", argument: node.argument ?? undefined }), node);
    const value = this.#lowering.temporary();
    const keep = statement(assign(this.#lowering.use(value), node.argument ?? t.unaryExpression("void", t.numericLiteral(0))));
    return at(t.blockStatement([keep, blocks.transfer({ kind: "jump", to: this.#leave(this.#stack.length - 1, { value }) })]), node);
  }

  #jumpStatement(node: t.BreakStatement | t.ContinueStatement): t.Statement {
    const kind = node.type === "BreakStatement" ? "break" : "continue";
    const label = node.label?.name ?? "";
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const exit = this.#stack[index]!;
      if (exit.kind === kind && exit.labels.includes(label)) {
        return this.#lowering.blocks.transfer({ kind: "jump", to: this.#leave(this.#stack.length - 1, { exit }) });
      }
    }
    throw new Error(`${kind} ${label} has no target`);
  }

  #mustPass(): boolean {
    return this.#stack.some((exit) => exit.kind === "finally" || exit.kind === "close");
  }

  /** The block that leaves everything from the exit at `index` inwards-out, up to the goal. */
  #leave(index: number, goal: Goal): Block {
    const { blocks } = this.#lowering;
    for (let i = index; i >= 0; i--) {
      const exit = this.#stack[i]!;
      if (exit === goal.exit) return goal.exit.to;
      if (exit.kind === "close") return this.#leaveIterator(exit, i, goal);
      if (exit.kind === "finally") return this.#leaveFinally(exit, i, goal);
    }
    const end = new Block(undefined);
    end.statements.push(blocks.transfer({ kind: "return", argument: this.#lowering.use(goal.value!) }));
    blocks.placeLater(end);
    return end;
  }

  #leaveIterator(exit: Exit & { kind: "close" }, index: number, goal: Goal): Block {
    const { blocks } = this.#lowering;
    const way = new Block(exit.region);
    const close = t.callExpression(t.memberExpression(this.#lowering.use(exit.iterator), t.identifier("close")), [t.booleanLiteral(false)]);
    if (exit.awaits) return this.#awaitClose(way, close, exit.awaits, exit.iterator, this.#leave(index - 1, goal));
    way.statements.push(statement(close));
    way.statements.push(blocks.transfer({ kind: "jump", to: this.#leave(index - 1, goal) }));
    blocks.placeLater(way);
    return way;
  }

  /** 7.4.13 AsyncIteratorClose, when nothing was thrown. */
  #awaitClose(way: Block, close: t.Expression, node: t.Node, iterator: Local, to: Block): Block {
    const { blocks, names } = this.#lowering;
    const l = this.#lowering;
    const part = (name: string): t.MemberExpression => t.memberExpression(l.use(iterator), t.identifier(name));
    const resume = new Block(way.region);
    resume.resumes = node;
    way.statements.push(t.ifStatement(t.unaryExpression("!", close), blocks.transfer({ kind: "jump", to })));
    way.statements.push(at(blocks.transfer({ kind: "await", argument: part("value"), resume }), node));
    resume.statements.push(t.ifStatement(l.receivedMode(0, "!=="), t.throwStatement(t.identifier(names.value))));
    resume.statements.push(statement(t.callExpression(part("closed"), [t.identifier(names.value)])));
    resume.statements.push(blocks.transfer({ kind: "jump", to }));
    blocks.placeLater(way);
    blocks.placeLater(resume);
    return way;
  }

  #leaveFinally(exit: FinallyExit, index: number, goal: Goal): Block {
    const { blocks } = this.#lowering;
    const way = new Block(exit.region);
    let onward = goal;
    if (goal.value) {
      way.statements.push(statement(assign(this.#lowering.use(exit.value), this.#lowering.use(goal.value))));
      onward = { value: exit.value };
    }
    const target = this.#leave(index - 1, onward);
    exit.targets.add(target);
    way.statements.push(statement(assign(this.#lowering.use(exit.selector), blocks.numberOf(target))));
    way.statements.push(blocks.transfer({ kind: "jump", to: exit.start }));
    blocks.placeLater(way);
    return way;
  }
}

interface Inside {
  readonly labels: readonly string[];
  readonly loop: boolean;
  readonly breakable: boolean;
  /** Inside something that still runs code after a `return`. */
  readonly cleanup: boolean;
}
