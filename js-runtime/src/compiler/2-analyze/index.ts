import type * as t from "@babel/types";
import type { Problems } from "../errors.js";
import { nameGlobalObject } from "./global-object.js";
import { findUnsafeReferences } from "./initialization.js";
import { Names } from "../names.js";
import type { Analysis } from "./model.js";
import { number } from "./number.js";
import { place } from "./placement.js";
import { resolve } from "./resolve.js";

/** Phase 2: scopes, references, what each closure captures, and the ids of everything that gets one. */
export function analyze(program: t.Program, problems: Problems): { analysis: Analysis; names: Names } {
  nameGlobalObject(program);
  const analysis = resolve(program, problems);
  findUnsafeReferences(analysis);
  place(analysis);
  const names = new Names(analysis.names);
  number(analysis, names);
  return { analysis, names };
}
