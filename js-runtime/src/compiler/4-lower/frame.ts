import * as t from "@babel/types";
import { assign, at, declare, member, statement, undefinedValue } from "../3-convert/builders.js";
import type { Local } from "../3-convert/context.js";
import type { Block, Transfer } from "./blocks.js";
import { liveAtStart } from "./liveness.js";
import type { Lowering } from "./lowering.js";
import { numberBlocks, reachableBlocks } from "./number.js";

/** What phase 5 writes for one async function or generator. */
export interface Frame {
  readonly id: number;
  readonly name: string;
  readonly origin: t.Node;
  /** The fields of the runtime. */
  readonly ownFields: readonly string[];
  /** 1: of a generator, 2: of an async generator. */
  readonly kind: 1 | 2 | undefined;
  /** The function's own fields. */
  readonly fields: readonly Local[];
  /** For each resume point, indexes into all fields, pc included. */
  readonly variants: readonly (readonly number[] | null)[];
  /** The await or `yield` of each resume point, by number. */
  readonly points: ReadonlyMap<number, t.Node>;
  readonly run: t.FunctionExpression;
  /** Handler block by block, 0 for none; undefined when there are none. */
  readonly handlers: readonly number[] | undefined;
}

const CALL_FIELDS = ["pc", "p", "q"];
const GENERATOR_FIELDS = [...CALL_FIELDS, "g"];

/** Lays out the blocks of a lowered function: numbers, fields, and the text of `run`. */
export function layOut(l: Lowering, name: string): Frame {
  const order = reachableBlocks(l.blocks);
  numberBlocks(order, l.blocks);
  const live = liveAtStart(order, l.blocks.transfers, l.source.context.localOf);
  const resumes = order.filter((block) => block.resumes);
  const saved = new Set<Local>();
  for (const block of resumes) for (const local of live.get(block)!) saved.add(local);
  const fields = l.source.context.locals.filter((local) => local.isParameter || saved.has(local));
  const { isAsync, isGenerator } = l.source.fn;
  const kind = isGenerator ? (isAsync ? 2 : 1) : undefined;
  const ownFields = isGenerator ? GENERATOR_FIELDS : CALL_FIELDS;
  const used = kind === undefined ? [1, 2] : kind === 1 ? [3] : [1, 2, 3];
  const variants: (number[] | null)[] = [null];
  for (const block of resumes) {
    variants[block.pc] = [...used, ...fields.flatMap((local, index) => (live.get(block)!.has(local) ? [index + ownFields.length] : []))];
  }
  const hasHandlers = order.some((block) => block.region);
  const text = new Text(l, new Set(fields), hasHandlers);
  const run = text.run(order);
  const { fn } = l.source;
  return {
    id: fn.frameId, name, origin: fn.node, ownFields, kind, fields, variants, run,
    points: new Map(resumes.map((block) => [block.pc, block.resumes!])),
    handlers: hasHandlers ? handlerTable(order) : undefined,
  };
}

function handlerTable(order: readonly Block[]): number[] {
  const table: number[] = new Array<number>(Math.max(...order.map((block) => block.pc)) + 1).fill(0);
  for (const block of order) if (block.pc >= 0 && block.region) table[block.pc] = block.region.handler.pc;
  return table;
}

/** Writes `run`. */
class Text {
  #jumps = false;

  constructor(private readonly l: Lowering, private readonly fields: ReadonlySet<Local>, private readonly hasHandlers: boolean) {}

  run(order: readonly Block[]): t.FunctionExpression {
    const { names } = this.l;
    for (const [literal, block] of this.l.blocks.numbers) literal.value = block.pc;
    const cases = this.#cases(order);
    const body: t.Statement[] = this.#declarations(cases);
    if (cases.length === 1) body.push(...cases[0]!.consequent);
    else if (!this.#jumps && !this.hasHandlers) body.push(t.switchStatement(t.memberExpression(t.thisExpression(), t.identifier("pc")), cases));
    else {
      body.push(declare("let", names.block, t.memberExpression(t.thisExpression(), t.identifier("pc"))));
      if (this.hasHandlers) body.push(declare("let", names.error));
      const choose = t.switchStatement(t.identifier(names.block), cases);
      body.push(t.labeledStatement(t.identifier(names.loop), t.forStatement(null, null, null, this.hasHandlers ? this.#guarded(choose) : choose)));
    }
    return t.functionExpression(null, [t.identifier(names.mode), t.identifier(names.value)], t.blockStatement(body));
  }

  #cases(order: readonly Block[]): t.SwitchCase[] {
    const cases: t.SwitchCase[] = [];
    order.forEach((block, index) => {
      if (block.pc >= 0) cases.push(t.switchCase(t.numericLiteral(block.pc), []));
      const text = cases.at(-1)!.consequent;
      for (const one of block.statements) {
        const rewritten = this.#rewrite(one) as t.Statement;
        if (this.l.blocks.transfers.has(one) && rewritten.type === "BlockStatement") text.push(...rewritten.body);
        else text.push(rewritten);
      }
      const { next } = block;
      if (!next) return;
      if (next !== order[index + 1]) text.push(...this.#jumpTo(t.numericLiteral(next.pc)));
      else if (next.region !== block.region) text.push(statement(assign(t.identifier(this.l.names.block), t.numericLiteral(next.pc))));
    });
    return cases;
  }

  #jumpTo(pc: t.Expression): t.Statement[] {
    this.#jumps = true;
    const { names } = this.l;
    return [statement(assign(t.identifier(names.block), pc)), t.continueStatement(t.identifier(names.loop))];
  }

  /** The handler table says where an exception goes; 0 is no handler, as block 0 begins the function. */
  #guarded(body: t.Statement): t.Statement {
    const { names } = this.l;
    const thrown = names.support("x");
    const lookUp = assign(t.identifier(names.block), t.memberExpression(t.identifier(names.handlers(this.l.source.fn.frameId)), t.identifier(names.block), true));
    return t.blockStatement([t.tryStatement(t.blockStatement([body]), t.catchClause(t.identifier(thrown), t.blockStatement([
      t.ifStatement(t.binaryExpression("===", lookUp, t.numericLiteral(0)), t.throwStatement(t.identifier(thrown))),
      statement(assign(t.identifier(names.error), t.identifier(thrown))),
    ])))]);
  }

  /** `let` for the locals that are no fields, where they are used at all. */
  #declarations(cases: t.SwitchCase[]): t.Statement[] {
    const used = new Set<Local>();
    t.traverseFast(t.blockStatement(cases.flatMap((one) => one.consequent)), (node) => {
      const local = node.type === "Identifier" ? this.l.localOf(node) : undefined;
      if (local) used.add(local);
    });
    const names = this.l.source.context.locals.filter((local) => used.has(local) && !this.fields.has(local));
    return names.length === 0 ? [] : [t.variableDeclaration("let", names.map(({ name }) => t.variableDeclarator(t.identifier(name))))];
  }

  /** Replaces fields by `this.field` and transfers by what they mean. */
  #rewrite(node: t.Node, isCallee = false): t.Node {
    const transfer = this.l.blocks.transfers.get(node);
    if (transfer) return atAll(this.#transfer(transfer), node);
    if (node.type === "Identifier") {
      const local = this.l.localOf(node);
      if (!local || !this.fields.has(local)) return node;
      const field = at(member(t.thisExpression(), local.name), node);
      return isCallee ? t.sequenceExpression([t.numericLiteral(0), field]) : field;
    }
    const fields = node as unknown as Record<string, unknown>;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = fields[key];
      const callee = node.type === "CallExpression" && key === "callee";
      if (Array.isArray(value)) fields[key] = value.map((child: t.Node | null) => child && this.#rewrite(child));
      else if (value) fields[key] = this.#rewrite(value as t.Node, callee);
    }
    return node;
  }

  #transfer(transfer: Transfer): t.Statement {
    const self = (): t.ThisExpression => t.thisExpression();
    switch (transfer.kind) {
      case "jump": return t.blockStatement(this.#jumpTo(t.numericLiteral(transfer.to.pc)));
      case "dispatch": return t.blockStatement(this.#jumpTo(this.#rewrite(this.l.use(transfer.selector)) as t.Expression));
      case "bound": return t.blockStatement([this.#setPc(transfer.resume), t.returnStatement()]);
      case "await": case "yield": {
        const argument = this.#rewrite(transfer.argument) as t.Expression;
        const isPlain = transfer.kind === "yield" && !this.l.source.fn.isAsync;
        const left = isPlain ? argument : at(this.l.abi(transfer.kind, self(), argument), transfer.resume.resumes!);
        return t.blockStatement([this.#setPc(transfer.resume), t.returnStatement(left)]);
      }
      case "return": {
        const value = transfer.argument ? this.#rewrite(transfer.argument) as t.Expression : undefinedValue();
        return t.returnStatement(this.l.abi(this.l.source.fn.isGenerator ? "finish" : "return", self(), value));
      }
    }
  }

  #setPc(resume: Block): t.Statement {
    return statement(assign(t.memberExpression(t.thisExpression(), t.identifier("pc")), t.numericLiteral(resume.pc)));
  }
}

/** Gives a transfer's statements the position of what they stand for. */
function atAll(node: t.Statement, origin: t.Node): t.Statement {
  if (node.type === "BlockStatement") for (const one of node.body) at(one, origin);
  return at(node, origin);
}
