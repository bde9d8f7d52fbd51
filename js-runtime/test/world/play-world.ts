import { fileURLToPath } from "node:url";
import { build } from "../../src/compiler/index.js";
import { Workflow, type WorkflowOptions } from "../../src/testing/index.js";
import { Bundle } from "../../src/testing/realm.js";

const directory = fileURLToPath(new URL(".", import.meta.url));

/** Compiles the body of `main`; `import * as W from "kafka-workflow"` stands above it. */
export async function worldBundle(body: string, head = ""): Promise<Bundle> {
  const contents = `import * as W from "kafka-workflow";\n${head}
    export const manifest = { outputTopics: ["out", "workflow-scheduler"] };
    export default async function main(argument: any): Promise<unknown> { ${body} }`;
  const { code, map } = await build({ entry: { contents, directory, name: "world.ts" } });
  return new Bundle(code, "world.ts", map);
}

export async function worldWorkflow(body: string, options?: WorkflowOptions, head?: string): Promise<Workflow> {
  return new Workflow(await worldBundle(body, head), options);
}
