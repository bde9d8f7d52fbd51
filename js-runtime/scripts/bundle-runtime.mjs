// Prebuilds the runtime as one JavaScript expression whose value is the Abi object; the compiler pastes it into every bundle.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ENTRY = fileURLToPath(new URL("../src/runtime/bundle-entry.ts", import.meta.url));
export const RUNTIME_FILE = fileURLToPath(new URL("../dist/runtime.js", import.meta.url));

/** Writes `dist/runtime.js`. The file appears whole or not at all: tests and builds may run at the same time. */
export async function bundleRuntime() {
  const result = await build({
    entryPoints: [ENTRY], bundle: true, write: false, format: "iife", globalName: "runtime",
    platform: "neutral", target: "es2022", charset: "utf8", legalComments: "none",
    minifySyntax: true, minifyWhitespace: true, logLevel: "error",
  });
  const text = result.outputFiles[0].text.trim();
  const parts = /^"use strict";var runtime=([\s\S]*?);?$/.exec(text);
  if (!parts) throw new Error(`esbuild's output does not have the expected form: ${text.slice(0, 60)}`);
  await mkdir(dirname(RUNTIME_FILE), { recursive: true });
  const partial = `${RUNTIME_FILE}.${process.pid}`;
  await writeFile(partial, `(${parts[1]}).default\n`);
  await rename(partial, RUNTIME_FILE);
}
