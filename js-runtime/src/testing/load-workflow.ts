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
  const { build } = (await import(COMPILER)) as { build: (options: { entry: string }) => Promise<{ code: string }> };
  const { code } = await build({ entry: file });
  return new Workflow(new Bundle(code, file), options);
}

/** Loads a bundle that `kafka-workflow build` has written. */
export async function loadBundle(file: string, options?: WorkflowOptions): Promise<Workflow> {
  return new Workflow(new Bundle(await readFile(file, "utf8"), file), options);
}

const COMPILER = new URL("../compiler/index.js", import.meta.url).href;
