/** A random source of choices, the same for the same seed (mulberry32). */
export class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 to n - 1. */
  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

interface Binding {
  readonly name: string;
  readonly kind: "let" | "const" | "sync" | "async" | "generator" | "asyncGenerator";
}

/** What surrounds the code that is being made. */
interface Place {
  readonly isAsync: boolean;
  readonly isGenerator?: boolean;
  readonly bindings: readonly Binding[];
  readonly loops: readonly string[];
  readonly blocks: readonly string[];
  readonly inFunction: boolean;
  readonly depth: number;
}

/**
 * Makes programs of closures, loops, try statements, generators and awaits. They end: loops count, and calls draw on a budget. What they do
 * is logged; no promise is left alone.
 */
export function randomProgram(seed: number): string {
  return new Maker(new Choices(seed)).program();
}

const DEPTH_MAX = 3;

class Maker {
  #names = 0;

  constructor(private readonly c: Choices) {}

  program(): string {
    const place: Place = { isAsync: true, bindings: [{ name: "shared", kind: "let" }], loops: [], blocks: [], inFunction: true, depth: 0 };
    const branches = Array.from({ length: 1 + this.c.below(3) }, () => `async () => {\n${this.block({ ...place, depth: 1 }, 5)}\n}`);
    return `import { log, outside, later, fails } from "../samples/trace.js";
export { manifest } from "../samples/trace.js";
let budget = 150;
let shared = 1;
function tick() { if (--budget < 0) throw new Error("budget"); }
const kept: (() => any)[] = [];
const keptAsync: (() => Promise<any>)[] = [];
async function guard(f: () => Promise<unknown>) { try { log("value", await f()); } catch (e) { log("error", (e as Error)?.message ?? e); } }
export default async function main() {
  void outside; void fails;
${this.block(place, 4)}
  await Promise.all([${branches.map((branch) => `guard(${branch})`).join(", ")}]);
  for (const f of kept.slice(0, 6)) { try { log(f()); } catch (e) { log((e as Error)?.message ?? e); } }
  for (const f of keptAsync.slice(0, 6)) await guard(f);
  return shared;
}
`;
  }

  block(place: Place, count: number): string {
    let inner = place;
    const lines: string[] = [];
    for (let i = 0; i < count; i++) {
      const [text, binding] = this.statement(inner);
      lines.push(text);
      if (binding) inner = { ...inner, bindings: [...inner.bindings, binding] };
    }
    return lines.join("\n");
  }

  statement(place: Place): [string, Binding?] {
    const { c } = this;
    const deep = { ...place, depth: place.depth + 1 };
    const few = 1 + c.below(3);
    if (place.depth >= DEPTH_MAX) return [this.simple(place)];
    switch (c.below(18)) {
      case 0: return this.declaration(place);
      case 1: case 2: return this.functionDeclaration(place);
      case 3: return [`if (${this.expression(place)} % 2) {\n${this.block(deep, few)}\n} else {\n${this.block(deep, few)}\n}`];
      case 4: case 5: return [this.countingLoop(deep, few)];
      case 6: return [this.eachLoop(deep, few)];
      case 7: return [this.whileLoop(deep, few)];
      case 8: case 9: case 10: return [this.tryStatement(deep, few)];
      case 11: return [this.switchStatement(deep, few)];
      case 12: {
        const label = this.name("b");
        return [`${label}: {\n${this.block({ ...deep, blocks: [...deep.blocks, label] }, few)}\n}`];
      }
      case 13: return [`kept.push(() => ${this.expression({ ...this.function(place), isAsync: false })});`];
      case 14: return [`keptAsync.push(async () => {\n${this.block(this.function(place, true), few)}\n});`];
      case 15: return this.pattern(place);
      default: return [this.simple(place)];
    }
  }

  simple(place: Place): string {
    const { c } = this;
    const value = this.expression(place);
    switch (c.below(12)) {
      case 0: if (place.loops.length > 0) return `if (${value} % 3 === 0) ${c.of(["break", "continue"])} ${c.of(place.loops)};`; break;
      case 1: if (place.blocks.length > 0) return `if (${value} % 3 === 1) break ${c.of(place.blocks)};`; break;
      case 2: return `if (${value} % 5 === 2) return ${this.expression(place)};`;
      case 3: return `if (${value} % 5 === 3) throw new Error("thrown " + ${this.expression(place)});`;
      case 4: if (place.isAsync) return `await ${value};`; break;
      case 5: if (place.isAsync && c.chance(40)) return `shared += await outside();`; break;
      case 6: return `shared = ${value};`;
      case 7: if (place.isGenerator) return `log("sent", yield ${value});`; break;
    }
    return `log(${value});`;
  }

  declaration(place: Place): [string, Binding] {
    const binding: Binding = { name: this.name("v"), kind: this.c.chance(70) ? "let" : "const" };
    return [`${binding.kind} ${binding.name}: any = ${this.expression(place)};`, binding];
  }

  pattern(place: Place): [string, Binding] {
    const name = this.name("v");
    const source = this.c.chance(50) ? `{ ${name}: undefined as any, z: ${this.expression(place)} }` : `{ ${name}: ${this.expression(place)} } as any`;
    return [`let { ${name} = ${this.expression(place)} } = ${source};`, { name, kind: "let" }];
  }

  functionDeclaration(place: Place): [string, Binding] {
    const { c } = this;
    if (c.chance(25)) return this.generatorDeclaration(place);
    const isAsync = c.chance(50);
    const name = this.name("f");
    const parameter = this.name("p");
    const inner = this.function(place, isAsync);
    const withParameter: Place = { ...inner, bindings: [...inner.bindings, { name: parameter, kind: "let" }] };
    const body = this.block(withParameter, 1 + c.below(3));
    const rest = c.chance(30) ? `, q = ${this.expression({ ...withParameter, isAsync: false })}` : "";
    const text = c.chance(50) ? `${isAsync ? "async " : ""}function ${name}(${parameter}: any = 3${rest}): any {\ntick();\n${body}\nreturn ${parameter};\n}`
      : `const ${name} = ${isAsync ? "async " : ""}(${parameter}: any = 4${rest}): ${isAsync ? "Promise<any>" : "any"} => {\ntick();\n${body}\nreturn ${this.expression(withParameter)};\n};`;
    return [text, { name, kind: isAsync ? "async" : "sync" }];
  }

  generatorDeclaration(place: Place): [string, Binding] {
    const { c } = this;
    const isAsync = c.chance(50);
    const name = this.name("g");
    const parameter = this.name("p");
    const inner: Place = { ...this.function(place, isAsync), isGenerator: true };
    const withParameter: Place = { ...inner, bindings: [...inner.bindings, { name: parameter, kind: "let" }] };
    const first = c.chance(30) ? `{ x: ${parameter} = ${this.expression(this.function(place))} }: any = {}` : `${parameter}: any = 3`;
    const text = `${isAsync ? "async " : ""}function* ${name}(${first}): any {\ntick();\n${this.block(withParameter, 1 + c.below(3))}\nyield ${parameter};\n}`;
    return [text, { name, kind: isAsync ? "asyncGenerator" : "generator" }];
  }

  /** An iterable and the kind of loop for it. */
  iterable(place: Place): [isAwaited: boolean, text: string] {
    const { c } = this;
    const generators = place.bindings.filter(({ kind }) => kind === "generator" || (kind === "asyncGenerator" && place.isAsync));
    const list = c.of(["[1, 2]", "[5]", "new Set([3, 4])", "\"ab\"", `[${this.expression(place)}, 7]`]);
    if (generators.length === 0 || c.chance(40)) return [place.isAsync && c.chance(20), list];
    const { name, kind } = c.of(generators);
    return [kind === "asyncGenerator" || (place.isAsync && c.chance(20)), `${name}(${c.chance(50) ? this.expression(place) : ""})`];
  }

  countingLoop(place: Place, count: number): string {
    const label = this.name("l");
    const i = this.name("i");
    const inner: Place = { ...place, loops: [...place.loops, label], bindings: [...place.bindings, { name: i, kind: "const" }] };
    const keep = this.c.chance(40) ? `kept.push(() => ${i}${this.c.chance(50) ? "++" : ""});\n` : "";
    return `${label}: for (let ${i} = 0; ${i} < ${1 + this.c.below(3)}; ${i}++) {\n${keep}${this.block(inner, count)}\n}`;
  }

  eachLoop(place: Place, count: number): string {
    const label = this.name("l");
    const x = this.name("x");
    const [isAwaited, list] = this.iterable(place);
    const inner: Place = { ...place, loops: [...place.loops, label], bindings: [...place.bindings, { name: x, kind: "const" }] };
    return `${label}: for ${isAwaited ? "await " : ""}(const ${x} of ${list} as any) {\n${this.block(inner, count)}\n}`;
  }

  whileLoop(place: Place, count: number): string {
    const label = this.name("l");
    const n = this.name("n");
    const inner: Place = { ...place, loops: [...place.loops, label] };
    const body = this.block(inner, count);
    return this.c.chance(50) ? `let ${n} = 0;\n${label}: while (${n}++ < 2) {\n${body}\n}` : `let ${n} = 0;\n${label}: do {\n${body}\n} while (${n}++ < 1);`;
  }

  tryStatement(place: Place, count: number): string {
    const e = this.name("e");
    const body = this.block(place, count);
    const handler = ` catch (${e}: any) {\nlog("caught", ${e}?.message ?? ${e});\n${this.block({ ...place, bindings: [...place.bindings] }, count)}\n}`;
    const finalizer = ` finally {\n${this.block(place, count)}\n}`;
    const form = this.c.below(3);
    return `try {\n${body}\n}${form !== 1 ? handler : ""}${form !== 0 ? finalizer : ""}`;
  }

  switchStatement(place: Place, count: number): string {
    const clause = (head: string): string => `${head}: {\n${this.block(place, count)}\n${this.c.chance(60) ? "break;" : ""}\n}`;
    return `switch (${this.expression(place)} % 3) {\n${clause("case 0")}\n${clause(`case ${this.expression(place)}`)}\n${clause("default")}\n}`;
  }

  /** A number, mostly. */
  expression(place: Place, depth = 0): string {
    const { c } = this;
    const operand = (): string => this.expression(place, depth + 1);
    const variables = place.bindings.filter(({ kind }) => kind === "let" || kind === "const");
    if (depth > 2) return c.chance(50) ? c.of(variables).name : String(c.below(9));
    switch (c.below(15)) {
      case 0: case 1: return c.of(variables).name;
      case 2: return `(${operand()} + ${operand()})`;
      case 3: return `(${operand()} ${c.of(["-", "*", "||", "&&", "??", "<", ","])} ${operand()})`;
      case 4: return `(${operand()} ? ${operand()} : ${operand()})`;
      case 5: case 6: if (place.isAsync) return `(await later(${operand()}${c.chance(20) ? `, ${c.below(4)}` : ""}))`; break;
      case 7: {
        const target = c.of(place.bindings.filter(({ kind }) => kind === "let"));
        return `(${target.name} ${c.of(["=", "+=", "-="])} ${operand()})`;
      }
      case 8: {
        const callable = place.bindings.filter(({ kind }) => kind === "sync" || (kind === "async" && place.isAsync));
        if (callable.length === 0) break;
        const { name, kind } = c.of(callable);
        return kind === "async" ? `(await ${name}(${operand()}))` : `${name}(${operand()})`;
      }
      case 9: return `[${operand()}, ${operand()}].at(${operand()} % 2)`;
      case 10: return `({ a: ${operand()}, ["b"]: ${operand()} }).b`;
      case 11: return `\`\${${operand()}}\${${operand()}}\`.length`;
      case 12: return `Math.max(${operand()}, ...[${operand()}], ${operand()})`;
      case 13: if (place.isGenerator && c.chance(60)) {
        const [isAwaited, list] = this.iterable(place);
        return c.chance(50) || isAwaited ? `(yield ${operand()})` : `(yield* ${list} as any)`;
      }
        return `(kept.length ? kept[0]!.name.length : ${operand()})`;
    }
    return String(c.below(9));
  }

  function(place: Place, isAsync = false): Place {
    return { ...place, isAsync, isGenerator: false, loops: [], blocks: [], depth: place.depth + 1 };
  }

  name(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }
}
