import * as t from "@babel/types";
import type { Local } from "../3-convert/context.js";

/** A stretch of a lowered function that begins where something can jump or resume. */
export class Block {
  readonly statements: t.Statement[] = [];
  /** The await or `yield` whose value the block goes on with. */
  resumes: t.Node | undefined;
  /** Where control goes at the end; undefined when the last statement leaves. */
  next: Block | undefined;
  /** The number in `switch`, set by layout.ts; -1 when nothing needs one. */
  pc = -1;

  constructor(readonly region: Region | undefined) {}
}

/** The part of a try statement whose exceptions go to `handler`, which finds them in `run`'s error variable. */
export interface Region {
  readonly handler: Block;
}

/** Statements that stand for a transfer of control until the blocks have numbers. */
export type Transfer =
  | { readonly kind: "jump"; readonly to: Block }
  /** Goes to the block whose number is in `selector`. */
  | { readonly kind: "dispatch"; readonly selector: Local; readonly to: Block[] }
  | { readonly kind: "await" | "yield"; readonly argument: t.Expression; readonly resume: Block }
  /** Ends the part of a generator that its call runs. */
  | { readonly kind: "bound"; readonly resume: Block }
  | { readonly kind: "return"; readonly argument: t.Expression | undefined };

/** Collects the blocks of one function. */
export class Blocks {
  readonly placed: Block[] = [];
  readonly transfers = new Map<t.Node, Transfer>();
  /** Number literals that mean a block's number. */
  readonly numbers = new Map<t.NumericLiteral, Block>();
  readonly #later: Block[] = [];
  current: Block;
  region: Region | undefined;

  constructor() {
    this.current = new Block(undefined);
    this.placed.push(this.current);
  }

  create(): Block {
    return new Block(this.region);
  }

  /** Code right after a statement that leaves cannot run and is dropped. */
  emit(statement: t.Statement): void {
    if (!this.#leaves(this.current)) this.current.statements.push(statement);
  }

  /** Puts `block` next in the text; the code before it, when it does not leave, goes on into it. */
  place(block: Block): void {
    if (!this.#leaves(this.current)) this.current.next = block;
    this.placed.push(block);
    this.current = block;
  }

  /** A block outside of the flow of the text, such as the way out through a `finally`. */
  placeLater(block: Block): void {
    this.#later.push(block);
  }

  finish(): Block[] {
    return [...this.placed, ...this.#later];
  }

  jump(to: Block): void {
    this.emit(this.transfer({ kind: "jump", to }));
  }

  /** A statement that stands for `transfer`, for use anywhere in a statement tree. */
  transfer(transfer: Transfer): t.Statement {
    const marker = t.debuggerStatement();
    this.transfers.set(marker, transfer);
    return marker;
  }

  numberOf(block: Block): t.NumericLiteral {
    const literal = t.numericLiteral(0);
    this.numbers.set(literal, block);
    return literal;
  }

  #leaves(block: Block): boolean {
    const last = block.statements.at(-1);
    return last !== undefined && (this.transfers.has(last) || last.type === "ThrowStatement");
  }
}
