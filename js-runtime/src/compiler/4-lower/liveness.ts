import * as t from "@babel/types";
import { forEachChild } from "../2-analyze/declarations.js";
import type { Local } from "../3-convert/context.js";
import type { Block, Transfer } from "./blocks.js";

type Locals = ReadonlySet<Local>;
const NONE: Locals = new Set();

/**
 * Which locals are live at the start of each block: some way from there reads them before it writes them. A resume point saves
 * exactly these.
 */
export function liveAtStart(blocks: readonly Block[], transfers: ReadonlyMap<t.Node, Transfer>,
                            localOf: WeakMap<t.Node, Local>): Map<Block, Locals> {
  const live = new Map<Block, Locals>(blocks.map((block) => [block, NONE]));
  const flow = new Flow(live, transfers, localOf);
  for (let changed = true; changed;) {
    changed = false;
    for (let index = blocks.length - 1; index >= 0; index--) {
      const block = blocks[index]!;
      const now = flow.beforeBlock(block);
      if (now.size === live.get(block)!.size) continue;
      live.set(block, now);
      changed = true;
    }
  }
  return live;
}

class Flow {
  constructor(private readonly live: ReadonlyMap<Block, Locals>, private readonly transfers: ReadonlyMap<t.Node, Transfer>,
              private readonly localOf: WeakMap<t.Node, Local>) {}

  beforeBlock(block: Block): Locals {
    // Any statement may throw, so what the handler reads is live all the time.
    const handler = block.region ? this.live.get(block.region.handler)! : NONE;
    let after = union(block.next ? this.live.get(block.next)! : NONE, handler);
    for (let index = block.statements.length - 1; index >= 0; index--) {
      after = union(this.#before(block.statements[index]!, after), handler);
    }
    return after;
  }

  #before(node: t.Statement, after: Locals): Locals {
    const transfer = this.transfers.get(node);
    if (transfer) return this.#beforeTransfer(transfer);
    switch (node.type) {
      case "ExpressionStatement": return this.#beforeExpression(node.expression, after);
      case "ThrowStatement": return this.#beforeExpression(node.argument, NONE);
      case "BlockStatement": return node.body.reduceRight<Locals>((next, one) => this.#before(one, next), after);
      case "IfStatement": {
        const otherwise = node.alternate ? this.#before(node.alternate, after) : after;
        return this.#beforeExpression(node.test, union(this.#before(node.consequent, after), otherwise));
      }
      default: return union(after, this.#reads(node));
    }
  }

  #beforeTransfer(transfer: Transfer): Locals {
    switch (transfer.kind) {
      case "jump": return this.live.get(transfer.to)!;
      case "dispatch": return union(new Set([transfer.selector]), ...transfer.to.map((block) => this.live.get(block)!));
      case "bound": return this.live.get(transfer.resume)!;
      case "await": case "yield": return this.#beforeExpression(transfer.argument, this.live.get(transfer.resume)!);
      case "return": return transfer.argument ? this.#beforeExpression(transfer.argument, NONE) : NONE;
    }
  }

  #beforeExpression(node: t.Expression, after: Locals): Locals {
    if (node.type === "SequenceExpression") return node.expressions.reduceRight<Locals>((next, one) => this.#beforeExpression(one, next), after);
    if (node.type !== "AssignmentExpression" || node.operator !== "=") return union(after, this.#reads(node));
    const remaining = new Set(after);
    for (const local of this.#targets(node.left)) remaining.delete(local);
    const inPattern = this.#localAt(node.left) ? NONE : this.#reads(node.left, true);
    return this.#beforeExpression(node.right, union(remaining, inPattern));
  }

  /** The locals that a pattern surely assigns. */
  #targets(node: t.Node): Local[] {
    const local = this.#localAt(node);
    if (local) return [local];
    switch (node.type) {
      case "AssignmentPattern": return this.#targets(node.left);
      case "RestElement": return this.#targets(node.argument);
      case "ArrayPattern": return node.elements.flatMap((element) => (element ? this.#targets(element) : []));
      case "ObjectPattern": return node.properties.flatMap((one) => this.#targets(one.type === "RestElement" ? one : one.value));
      default: return [];
    }
  }

  /** The locals read anywhere inside, and those live where a jump inside leads. */
  #reads(node: t.Node, isTarget = false): Locals {
    const found = new Set<Local>();
    this.#collect(node, isTarget, found);
    return found;
  }

  #collect(node: t.Node, isTarget: boolean, found: Set<Local>): void {
    const transfer = this.transfers.get(node);
    if (transfer) {
      for (const local of this.#beforeTransfer(transfer)) found.add(local);
      return;
    }
    const local = this.#localAt(node);
    if (local) {
      if (!isTarget) found.add(local);
      return;
    }
    if (node.type === "AssignmentExpression") {
      this.#collect(node.left, node.operator === "=", found);
      this.#collect(node.right, false, found);
    } else if (isTarget && t.isPattern(node) && node.type === "AssignmentPattern") {
      this.#collect(node.left, true, found);
      this.#collect(node.right, false, found);
    } else if (isTarget && node.type === "ObjectProperty") {
      if (node.computed) this.#collect(node.key, false, found);
      this.#collect(node.value, true, found);
    } else {
      const isStillTarget = isTarget && (node.type === "ArrayPattern" || node.type === "ObjectPattern" || node.type === "RestElement");
      forEachChild(node, (child) => this.#collect(child, isStillTarget, found));
    }
  }

  #localAt(node: t.Node): Local | undefined {
    return node.type === "Identifier" ? this.localOf.get(node) : undefined;
  }
}

function union(first: Locals, ...others: Locals[]): Locals {
  const all = new Set(first);
  for (const other of others) for (const local of other) all.add(local);
  return all;
}
