import type { ClosureDefaults, ClosureParts } from "../abi.js";
import type { GraphWriter } from "./graph-writer.js";
import { type Pending, writeProperties } from "./kind-writers.js";
import { type OwnProperties, ownProperties } from "./own-properties.js";
import { ClosureFlag, ShapeFlag, Tag } from "./tags.js";

/** One of the objects that a factory makes together: the function, its prototype object, a member of a class. */
interface Made {
  readonly object: object;
  readonly own: OwnProperties;
  readonly defaults: ClosureDefaults;
  /** Has other properties than the factory gave. */
  readonly isOther: boolean;
  /** Has the factory's properties, but another [[Prototype]]. */
  readonly hasOtherParent: boolean;
}

/** Writes what of a closure and of what its factory made with it differs from what the factory gives. */
export function finishClosure(writer: GraphWriter, pending: Pending): void {
  const parts = writer.tables.closureParts(pending.object) as ClosureParts;
  const defaults = writer.tables.closureDefaults(parts.id) as ClosureDefaults;
  const made = compare(writer, pending.object, Tag.closure, defaults, parts.prototype, parts);
  const prototype = parts.prototype === undefined ? undefined
    : compare(writer, parts.prototype, Tag.object, defaults.prototype!, pending.object, parts);
  const members = parts.members.map((member, n) => compare(writer, member, Tag.closure, defaults.ofMembers[n]!, undefined, parts));
  const otherMembers = members.filter(({ isOther, hasOtherParent }) => isOther || hasOtherParent);
  writer.out.uint((made.isOther ? ClosureFlag.properties : 0) | (made.hasOtherParent ? ClosureFlag.parent : 0)
    | (prototype?.isOther ? ClosureFlag.prototype : 0) | (prototype?.hasOtherParent ? ClosureFlag.prototypeParent : 0)
    | (otherMembers.length > 0 ? ClosureFlag.members : 0));
  writeDifferent(writer, made, pending, parts.prototype, parts);
  if (prototype !== undefined) writeDifferent(writer, prototype, pending, pending.object, parts);
  if (otherMembers.length === 0) return;
  writer.out.uint(otherMembers.length);
  for (const member of otherMembers) {
    writer.out.uint(members.indexOf(member));
    writeDifferent(writer, { ...member, isOther: true }, pending, undefined, parts);
  }
}

/** @param partner the object that is part of the closure: its prototype, or the closure of a prototype */
function compare(writer: GraphWriter, object: object, tag: number, defaults: ClosureDefaults, partner: object | undefined, parts: ClosureParts): Made {
  if (partner !== parts.prototype && writer.tables.privateRecord(object) !== undefined) writer.refuse("a method or prototype object with private members of its own");
  const own = ownProperties(object, tag);
  const isOther = differs(own, defaults, partner, parts);
  return { object, own, defaults, isOther, hasOtherParent: !isOther && own.prototype !== defaults.parent };
}

function writeDifferent(writer: GraphWriter, made: Made, pending: Pending, partner: object | undefined, parts: ClosureParts): void {
  const { own, defaults } = made;
  if (made.hasOtherParent && !made.isOther) writer.value(own.prototype, pending, "prototype");
  if (!made.isOther) return;
  writer.shape(own);
  writeProperties(writer, own, pending, (i) => {
    const place = defaults.keys.indexOf(own.keys[i]!);
    return place >= 0 && own.values[i] !== partner && own.attributes[i] === defaults.attributes[place] && isMember(own, i, defaults, place, parts);
  });
}

function differs(own: OwnProperties, defaults: ClosureDefaults, partner: object | undefined, parts: ClosureParts): boolean {
  if ((own.flags & ShapeFlag.notExtensible) !== 0 || own.keys.length !== defaults.keys.length) return true;
  for (let i = 0; i < own.keys.length; i++) {
    if (own.keys[i] !== defaults.keys[i] || own.attributes[i] !== defaults.attributes[i]) return true;
    const expected = defaults.values[i];
    const value = own.values[i];
    if (expected !== undefined ? value !== expected : value !== partner && !isMember(own, i, defaults, i, parts)) return true;
  }
  return false;
}

/** Whether in place `i` there is the very member of the class that the factory puts into `place`. */
function isMember(own: OwnProperties, i: number, defaults: ClosureDefaults, place: number, { members }: ClosureParts): boolean {
  const [value, setter] = defaults.members[place]!;
  return (value >= 0 || setter >= 0) && own.values[i] === members[value] && own.setters[i] === members[setter];
}
