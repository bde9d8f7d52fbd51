import { GraphReader } from "../codec/graph-reader.js";
import type { GraphTables } from "../codec/graph-tables.js";
import { GraphWriter } from "../codec/graph-writer.js";
import type { Baseline } from "./baseline.js";
import { TDZ } from "./bindings.js";
import { builtIn, builtInName, builtIns } from "./built-ins.js";
import { type Core } from "./core.js";
import { changedIntrinsic, withIntrinsics } from "./intrinsics.js";
import { closureDefaults, closureParts, factories, layouts } from "./layouts.js";
import { ModuleState } from "./module-state.js";
import { positions } from "./positions.js";
import { attachPrivateRecord, privateRecord } from "./privates.js";
import { coreOf, setCore } from "./promise.js";
import { isShell, setState, stateOf } from "./shell.js";
import { unsaveableKind } from "./unsaveable.js";

/** Saves and loads threads of this bundle: the codec, told about the runtime's types, and the module state around it. */
export class BodyCodec {
  readonly #tables: GraphTables;
  readonly #modules: ModuleState;
  /** Objects and constructors of the realm, when somebody asked to watch them; other functions have their name and length alone. */
  #builtIns: ModuleState | undefined;

  constructor(baseline: Baseline) {
    this.#modules = new ModuleState(baseline.members);
    this.#tables = {
      layouts, factories, closureParts, closureDefaults, builtInName, builtIn, unsaveableKind, TDZ, privateRecord, attachPrivateRecord,
      baseline: baseline.members,
      baselineNumber: (value) => baseline.numberOf(value),
      hiddenField: (object) => (isShell(object) ? stateOf(object) : coreOf(object)),
      setHiddenField: (object, value) => (isShell(object) ? setState(object, value) : setCore(object, value as Core)),
      describeField: (layoutId, field, point) => positions.describeField(layoutId, field, point),
    };
  }

  /** The module objects that differ from what evaluating the bundle made. */
  changedMembers(): object[] {
    return this.#modules.changed().map((n) => this.#modules.members[n] as object);
  }

  /** `HostInterface.changedBuiltIn` */
  changedBuiltIn(): string | undefined {
    const replaced = changedIntrinsic();
    return withIntrinsics(() => {
      if (replaced !== undefined) return builtInName(replaced);
      if (this.#builtIns === undefined) {
        this.#builtIns = new ModuleState([...builtIns.values()].filter((object) => typeof object !== "function" || Object.hasOwn(object, "prototype")));
        return undefined;
      }
      const changed = this.#builtIns.changed()[0];
      return changed === undefined ? undefined : builtInName(this.#builtIns.members[changed] as object);
    });
  }

  /** `HostInterface.save` */
  save(thread: object): Uint8Array {
    return withIntrinsics(() => {
      const changed = this.#modules.changed();
      this.#modules.checkRestorable(changed);
      const body = new GraphWriter(this.#tables).write(thread, changed);
      this.#modules.restore(changed);
      return body;
    });
  }

  /** `HostInterface.load` */
  load(body: Uint8Array): object {
    return withIntrinsics(() => new GraphReader(this.#tables, body).read() as object);
  }

  /** `HostInterface.rollback` */
  rollback(): void {
    withIntrinsics(() => this.#modules.restore());
  }
}
