import type * as t from "@babel/types";
import { forEachChild } from "../2-analyze/declarations.js";
import type { Block, Blocks } from "./blocks.js";

/** The blocks that can run, in the order of their text. */
export function reachableBlocks(blocks: Blocks): Block[] {
  const all = blocks.finish();
  const reached = new Set<Block>();
  const waiting: Block[] = [all[0]!];
  while (waiting.length > 0) {
    const block = waiting.pop()!;
    if (reached.has(block)) continue;
    reached.add(block);
    waiting.push(...successors(block, blocks));
  }
  return all.filter((block) => reached.has(block));
}

function successors(block: Block, blocks: Blocks): Block[] {
  const found: Block[] = block.next ? [block.next] : [];
  if (block.region) found.push(block.region.handler);
  for (const statement of block.statements) found.push(...targets(statement, blocks));
  return found;
}

/** The blocks that transfers inside a node lead to. */
export function targets(node: t.Node, blocks: Blocks): Block[] {
  const transfer = blocks.transfers.get(node);
  if (transfer) {
    switch (transfer.kind) {
      case "jump": return [transfer.to];
      case "dispatch": return transfer.to;
      case "await": case "yield": case "bound": return [transfer.resume];
      case "return": return [];
    }
  }
  const found: Block[] = [];
  forEachChild(node, (child) => found.push(...targets(child, blocks)));
  return found;
}

/**
 * Gives numbers to the blocks that need one: the first (0), the resume points (from 1, in source order), then the targets of jumps
 * and the blocks in which another handler begins to count.
 */
export function numberBlocks(order: readonly Block[], blocks: Blocks): void {
  const jumped = new Set<Block>();
  const hasHandlers = order.some((block) => block.region);
  order.forEach((block, index) => {
    if (block.region) jumped.add(block.region.handler);
    for (const statement of block.statements) for (const target of targets(statement, blocks)) jumped.add(target);
    const { next } = block;
    if (next && (next !== order[index + 1] || (hasHandlers && next.region !== block.region))) jumped.add(next);
  });
  let pc = 0;
  order[0]!.pc = pc++;
  for (const block of order) if (block.resumes) block.pc = pc++;
  for (const block of order) if (block.pc < 0 && jumped.has(block)) block.pc = pc++;
}
