import type * as t from "@babel/types";
import type { Analysis, ClassInfo, PrivateName, PrivateSlot } from "./model.js";

type PrivateElement = t.ClassPrivateProperty | t.ClassPrivateMethod;

/** Declares the private names of a class and the slots that their values get. */
export function declarePrivates(info: ClassInfo, analysis: Analysis): void {
  const elements = info.node.body.body.filter((one): one is PrivateElement => one.type === "ClassPrivateProperty" || one.type === "ClassPrivateMethod");
  const shared = new Map<string, PrivateSlot>();
  for (const element of elements) {
    const name = `#${element.key.id.name}`;
    if (info.privates.has(name)) continue; // the other half of an accessor
    const isStatic = element.static === true;
    const kind = element.type === "ClassPrivateProperty" ? "field" : element.kind === "method" ? "method" : "accessor";
    let slot: PrivateSlot | undefined;
    if (kind === "field") slot = newSlot(name, info, analysis);
    else {
      const text = isStatic ? "#static methods" : "#methods";
      slot = shared.get(text) ?? newSlot(text, info, analysis);
      shared.set(text, slot);
    }
    const declared: PrivateName = { id: analysis.privates.length, name, kind, isStatic, slot };
    analysis.privates.push(declared);
    info.privates.set(name, declared);
  }
  if (shared.size > 0 && !info.isNative) info.methods = info.declarePart("private methods");
}

function newSlot(name: string, info: ClassInfo, analysis: Analysis): PrivateSlot {
  const taken = new Set(analysis.privates.map(({ slot }) => slot.text));
  let text = name;
  for (let n = 2; taken.has(text); n++) text = `${name} ${n}`;
  return { text, key: info.isNative ? undefined : info.declarePart(text) };
}
