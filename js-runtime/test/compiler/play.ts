import { createContext, Script } from "node:vm";
import { build as esbuild, type Plugin } from "esbuild";
import { build, type VirtualEntry } from "../../src/compiler/index.js";
import { Bundle } from "../../src/testing/realm.js";
import { Workflow } from "../../src/testing/workflow.js";
import type { Reload } from "../../src/testing/workflow-thread.js";

/** What a program did, as far as anyone can see. */
export interface Trace {
  readonly outputs: readonly string[];
  readonly end: string;
}

/** Steps after which a program counts as endless. */
const STEPS_MAX = 200;

/** Plays a program as esbuild leaves it, on the engine's own promises and async functions. */
export async function playNative(entry: VirtualEntry): Promise<Trace> {
  const result = await esbuild({
    stdin: { contents: entry.contents, resolveDir: entry.directory, sourcefile: entry.name, loader: "ts" },
    bundle: true, format: "iife", globalName: "program", platform: "neutral", target: "es2022", write: false, logLevel: "silent", plugins: [nativeApi],
    banner: { js: '"use strict";' }, // as every bundle is
  });
  const outputs: string[] = [];
  const waiting: ((value: unknown) => void)[] = [];
  const api = {
    output: (value: unknown) => { outputs.push(String(value)); },
    ref: () => new NativePromise((resolve) => waiting.push(resolve)),
  };
  const realm = createContext({ nativeApi: api, ...NODE_WORLD });
  const NativePromise = new Script("Promise").runInContext(realm) as PromiseConstructor;
  const { default: main } = new Script(`${result.outputFiles[0]!.text};program`).runInContext(realm) as { default: (argument: unknown) => Promise<unknown> };
  let end: string | undefined;
  void main(null).then(
    (value) => { end = `completed ${JSON.stringify(value) ?? "null"}`; },
    (reason: unknown) => { end = `failed ${String(reason)}`; });
  for (let step = 0; end === undefined && step < STEPS_MAX; step++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (end === undefined) waiting.shift()?.(step);
  }
  return { outputs, end: end ?? "waiting" };
}

/** Globals of Node that src/world defines for workflow code. */
const NODE_WORLD = { AbortController, AbortSignal, DOMException, Event, EventTarget, TextDecoder, TextEncoder, URL, URLSearchParams, atob, btoa, structuredClone };

const nativeApi: Plugin = {
  name: "native-api",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^kafka-workflow$/ }, () => ({ path: "api", namespace: "native" }));
    esbuild.onLoad({ filter: /.*/, namespace: "native" }, () => ({ contents: "export const { output, ref } = globalThis.nativeApi;" }));
  },
};

function play(workflow: Workflow): Trace {
  const thread = workflow.start(null);
  for (let step = 0; thread.status === "waiting" && step < STEPS_MAX && thread.openRefs.length > 0; step++) thread.resume(thread.openRefs[0]!, step);
  const outputs = thread.outputs.map(({ value }) => String(value));
  const end = thread.status === "completed" ? `completed ${JSON.stringify(thread.result)}` : thread.status === "waiting" ? "waiting" : `${thread.status} ${thread.error!.text}`;
  return { outputs, end };
}

/** The three ways of playing a program; all must show the same trace. */
export async function playThreeWays(entry: VirtualEntry): Promise<{ native: Trace; compiled: Trace; reloaded: Trace }> {
  const { compiled, reloaded } = await playCompiled(entry);
  return { native: await playNative(entry), compiled, reloaded };
}

/** The two ways that need no help of the engine. */
export async function playCompiled(entry: VirtualEntry): Promise<{ compiled: Trace; reloaded: Trace; warnings: readonly string[] }> {
  const { code, warnings } = await build({ entry });
  const bundle = new Bundle(code, entry.name);
  const traced = (reload: Reload): Trace => play(new Workflow(bundle, { reload, stepLimitMs: 20_000 }));
  return { compiled: traced("never"), reloaded: traced("microtask"), warnings };
}
