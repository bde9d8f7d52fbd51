import { existsSync, readdirSync } from "node:fs";

/** The case files under a directory of test/, in order; none when the checkout has no such directory. Fixtures belong to other cases. */
export function pathsUnder(checkout: string, directory: string): string[] {
  const root = `${checkout}/test/${directory}`;
  if (!existsSync(root)) return [];
  return (readdirSync(root, { recursive: true }) as string[]).map((name) => (directory === "" ? name : `${directory}/${name}`))
    .filter((path) => path.endsWith(".js") && !path.endsWith("_FIXTURE.js")).sort();
}
