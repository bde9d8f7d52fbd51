import { builtinModules } from "node:module";
import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import { urlParser, worldModules } from "./world.js";

/** What a workflow may import from kafka-workflow; abi.ts's `api` holds exactly these. */
export const API_NAMES: ReadonlySet<string> = new Set([
  "ref", "refId", "suspend", "output", "outputJSON", "ensureThread", "label", "CancelToken", "config", "threadId", "stepId",
]);

/** Marks an esbuild error as one about a built-in module. */
export const BUILT_IN_MODULE = "built-in module ";

/** Keeps imports of kafka-workflow for phase 2, and refuses what only exists in Node. */
export const modules: Plugin = {
  name: "kafka-workflow",
  setup(build) {
    build.onResolve({ filter: /^kafka-workflow$/ }, () => ({ path: "kafka-workflow", external: true, sideEffects: false }));
    build.onResolve({ filter: /^\.\/url-parser\.js$/ }, ({ resolveDir }) => (resolveDir === dirname(worldModules[0]!) ? { path: urlParser, sideEffects: false } : undefined));
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) => {
      const name = path.replace(/^node:/, "");
      if (!path.startsWith("node:") && !builtinModules.includes(name)) return undefined;
      return { errors: [{ text: `${BUILT_IN_MODULE}${path}` }] };
    });
  },
};
