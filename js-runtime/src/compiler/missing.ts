import * as t from "@babel/types";
import type { Analysis } from "./2-analyze/model.js";
import type { Located, SourcePosition } from "./errors.js";

const NETWORK = "send a record with `output` to a service that does it, and await its answer with a `ref`";
const PROCESS = "pass what the workflow needs in the start record, or fix it when the bundle is built";
const SHARED = "threads share nothing: keep the bytes in a Uint8Array";

/** Globals of hosts that workflow code does not have, and what to do instead. */
const MISSING: Readonly<Record<string, string>> = {
  fetch: NETWORK, XMLHttpRequest: NETWORK, WebSocket: NETWORK, EventSource: NETWORK, Request: NETWORK, Response: NETWORK, Headers: NETWORK, FormData: NETWORK,
  Worker: "start another thread with `ensureThread`", MessageChannel: "await a `ref`, or a promise", BroadcastChannel: NETWORK,
  SharedArrayBuffer: SHARED, Atomics: SHARED, WebAssembly: "code that a bundle does not hold cannot be saved; use a library written in JavaScript",
  process: PROCESS, require: "use `import`: modules are bundled when the workflow is built", Buffer: "use Uint8Array, TextEncoder, atob and btoa",
  setImmediate: "use `queueMicrotask`, or `await null`", performance: "use `Date.now()`", Blob: "use Uint8Array", File: "use Uint8Array", ReadableStream: "use an async generator",
  window: "use `globalThis`", document: "workflow code has no page: send a record with `output`", localStorage: "variables of the workflow are durable", sessionStorage: "variables of the workflow are durable",
};

/**
 * Finds where code of the project calls such a global, makes one with `new` or reads its properties: that throws when it runs. Code that looks first (`typeof fetch`)
 * knows what it does, and libraries are left alone, as they often have another way.
 *
 * @returns the warnings, one line each
 */
export function findMissing({ program, variableOf }: Analysis, locate: (node: Located) => SourcePosition): string[] {
  const used: t.Identifier[] = [];
  const asked = new Set<string>();
  const isMissing = (node: t.Node): node is t.Identifier => node.type === "Identifier" && Object.hasOwn(MISSING, node.name) && !variableOf.has(node);
  t.traverseFast(program, (node) => {
    if (node.type === "UnaryExpression" && node.operator === "typeof" && isMissing(node.argument)) asked.add(`${node.argument.name} ${locate(node).file}`);
    const user = node.type === "CallExpression" || node.type === "NewExpression" ? node.callee : node.type === "MemberExpression" ? node.object : undefined;
    if (user !== undefined && isMissing(user)) used.push(user);
  });
  const warnings = used.flatMap((node) => {
    const { file, line, column } = locate(node);
    if (/(^|\/)node_modules\//.test(file) || asked.has(`${node.name} ${file}`)) return [];
    return [`${file}:${line}:${column}: warning: compile/missing-global: \`${node.name}\` is not there when the workflow runs; ${MISSING[node.name]!}`];
  });
  return [...new Set(warnings)];
}
