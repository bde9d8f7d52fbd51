import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const undo: (() => Promise<string>)[] = [];
  for (const kind of ["car", "hotel", "flight"]) {
    const id = await outside();
    undo.push(async () => { await null; return `${kind} ${id}`; });
  }
  await outside();
  for (const one of undo.reverse()) log(await one());
}
