import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Bundle } from "./realm.js";
import { Workflow, type WorkflowOptions } from "./workflow.js";

/**
 * Builds the workflow of a TypeScript or JavaScript source file and loads it.
 *
 * @param file path of the entry module, relative to the working directory
 * @throws the compiler's error, with file, line and column
 */
export async function loadWorkflow(file: string, options?: WorkflowOptions): Promise<Workflow> {
  // Loaded when it is needed: a test of a built bundle runs without the compiler.
  const { build } = await import("../compiler/index.js");
  const { code, map } = await build({ entry: file });
  return new Workflow(new Bundle(code, file, map), options);
}

/** Loads a bundle that `kafka-workflow build` has written, with its source map when that is beside it. */
export async function loadBundle(file: string, options?: WorkflowOptions): Promise<Workflow> {
  const mapFile = `${file}.map`;
  const map = existsSync(mapFile) ? (JSON.parse(await readFile(mapFile, "utf8")) as object) : undefined;
  return new Workflow(new Bundle(await readFile(file, "utf8"), file, map), options);
}
