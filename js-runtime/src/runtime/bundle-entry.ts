/**
 * Entry of the in-bundle runtime. Bundled into one expression whose value is `$` (see docs/compiled-code.md). Importing it
 * changes the realm: `Promise` and a few other globals are replaced before the program is evaluated.
 */
import { type Abi, FIRST_PROGRAM_LAYOUT, type Frame, type FrameKind, type Variants } from "../abi.js";
import { api } from "./api.js";
import { argumentsObject } from "./arguments.js";
import { asyncIterator } from "./async-cursor.js";
import { AsyncGeneratorFrame, asyncGeneratorFunction, installAsyncGenerators, yieldValue } from "./async-generator.js";
import { TDZ, constant, initialized } from "./bindings.js";
import { nameBuiltIns } from "./built-ins.js";
import { defineClass, parent } from "./classes.js";
import { iterate, iterator, iteratorMethod, keys } from "./cursor.js";
import { delegate } from "./delegate.js";
import { FrameBase, awaitValue, returnValue, start } from "./frame.js";
import { SyncGeneratorFrame, delegated, finish, generate, generatorFunction, installGenerators } from "./generator.js";
import { begin, end } from "./host.js";
import { installIterators, iteratorIntrinsics } from "./iterators.js";
import { helperIntrinsics, installIteratorHelpers } from "./iterator-helpers.js";
import { noteIntrinsics } from "./intrinsics.js";
import { closure, registerLayout } from "./layouts.js";
import { privates } from "./privates.js";
import { installRealm } from "./realm.js";
import { installProxy } from "./unsaveable.js";
import { installWeak } from "./weak.js";

installRealm();
installProxy();
installIterators();
installIteratorHelpers();
installGenerators();
installAsyncGenerators();
installWeak();
nameBuiltIns(api, [...iteratorIntrinsics(), ...helperIntrinsics()]);
noteIntrinsics();

function frame(id: number, constructor: Function, fields: readonly string[], variants: Variants | null, run: Frame["run"], kind: FrameKind): void {
  checkId(id);
  const base = kind === 1 ? SyncGeneratorFrame : kind === 2 ? AsyncGeneratorFrame : FrameBase;
  const prototype = Object.create(base.prototype) as FrameBase;
  prototype.run = run;
  Object.defineProperty(prototype, "layoutId", { value: id });
  constructor.prototype = prototype;
  registerLayout(id, "frame", constructor, fields, variants);
}

function scope(id: number, constructor: Function, fields: readonly string[]): void {
  checkId(id);
  constructor.prototype = Object.create(null) as object;
  registerLayout(id, "scope", constructor, fields);
}

function checkId(id: number): void {
  if (id < FIRST_PROGRAM_LAYOUT) throw new RangeError(`layout id ${id} belongs to the runtime`);
}

const abi = {
  api, begin, end, frame, scope, closure, parent, class: defineClass, privates, start, await: awaitValue, return: returnValue, iterator, iterate, iteratorMethod, keys, arguments: argumentsObject, TDZ, initialized, constant,
  generator: <F extends Function>(made: F) => generatorFunction(made), asyncGenerator: asyncGeneratorFunction, generate, finish, yield: yieldValue,
  delegate, delegated, asyncIterator,
} as unknown as Abi;

export default abi;
