import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import type { HostInterface, Outcome } from "../../src/abi.js";
import { RUNTIME_FILE } from "../../scripts/bundle-runtime.mjs";
import { Bundle } from "../../src/testing/realm.js";
import { Workflow, type WorkflowOptions } from "../../src/testing/workflow.js";

const runtime = readFileSync(RUNTIME_FILE, "utf8");

/**
 * `task(points)` defines an async function by hand, as compiled code would. Point 0 begins; each point is `(f, v) => next` or
 * `{then, catch}`, and `next` is `wait(value, point)`, `done(value)` or a throw. `f` is the frame; its locals are `f.l`.
 */
const PRELUDE = `
const W = $.api;
let nextLayout = 48;
const wait = (value, point) => ({ value, point });
const done = (value) => ({ result: value, point: -1 });
function task(points) {
  function F(a) { this.pc = 0; this.p = undefined; this.q = undefined; this.l = { a }; }
  $.frame(nextLayout++, F, ["pc", "p", "q", "l"], null, function (m, v) {
    const point = points[this.pc];
    let next;
    if (m === 1) {
      if (point.catch === undefined) throw v;
      next = point.catch(this, v);
    } else {
      next = (typeof point === "function" ? point : point.then)(this, v);
    }
    if (next.point < 0) return $.return(this, next.result);
    this.pc = next.point;
    return $.await(this, next.value);
  });
  return (a) => $.start(new F(a));
}
const $m = {};
`;

/** The text of a bundle around hand-written code. `program` defines `main`, and may define `manifest` and `roots` (an array). */
export function handBundle(program: string): string {
  return `(function () { "use strict"; const $ = ${runtime};
$.begin({ abi: 1, positions: '{"files":["hand.ts"],"layouts":{"48":{"name":"main","at":[0,1,1],"points":{"1":[0,7,3]},"fields":{"l":"l"}}}}' });
${PRELUDE}
${program}
return $.end(() => ({ main, manifest: typeof manifest === "undefined" ? undefined : manifest }), () => [main, ...(typeof roots === "undefined" ? [] : roots), $m]);
})()`;
}

export function handWorkflow(program: string, options?: WorkflowOptions): Workflow {
  return new Workflow(new Bundle(handBundle(program), "hand-bundle.js"), options);
}

export function handHost(program: string): HostInterface {
  return runInContext(handBundle(program), createContext({})) as HostInterface;
}

export const context = { threadId: "t", stepId: "workflow-resume-0-7", incarnation: 7, seed: "0".repeat(64) };

/** Runs `main` of a program with one step, and returns its result. */
export function runOnce(program: string, argument: unknown = null): unknown {
  const outcome: Outcome = handHost(program).start(context, JSON.stringify(argument));
  if (outcome.status !== 1) throw new Error(`status ${outcome.status}: ${outcome.failure?.stack ?? ""}`);
  return JSON.parse(outcome.result!);
}
