import { FIRST_PROGRAM_FUNCTION, FIRST_PROGRAM_LAYOUT } from "../../abi.js";
import type { Names } from "../names.js";
import type { Analysis, RecordLayout } from "./model.js";

/** Gives layouts and closure factories their ids, in source order of the bundle. */
export function number(analysis: Analysis, names: Names): void {
  const layouts: { start: number; assign: (id: number) => void }[] = [];
  const factories = [...analysis.functions.filter((fn) => !fn.isModule && !fn.isNative), ...[...analysis.classes.values()].filter((one) => !one.isNative)];
  factories.sort((a, b) => a.node.start! - b.node.start!);
  factories.forEach((one, index) => { one.functionId = FIRST_PROGRAM_FUNCTION + index; });
  for (const fn of analysis.functions) {
    if (fn.isLowered) layouts.push({ start: fn.node.start!, assign: (id) => { fn.frameId = id; } });
  }
  for (const { record, node } of analysis.scopes) {
    if (record) nameFields(record, names);
    if (record) layouts.push({ start: node.start!, assign: (id) => { record.id = id; record.holder = names.holder(id); } });
  }
  layouts.sort((a, b) => a.start - b.start);
  layouts.forEach(({ assign }, index) => assign(FIRST_PROGRAM_LAYOUT + index));
}

/** Field names of a record: those of the variables, made different where two scopes share the record. `p` is the parent's. */
function nameFields({ variables }: RecordLayout, names: Names): void {
  const taken = new Set(["p", "__proto__", "constructor"]);
  for (const variable of variables) {
    const name = names.ofSpecial(variable.kind) ?? variable.name;
    let field = name;
    for (let n = 1; taken.has(field); n++) field = `${names.abi}${n}${name}`;
    taken.add(field);
    variable.field = field;
  }
}
