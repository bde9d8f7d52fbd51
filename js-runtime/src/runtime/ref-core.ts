import { context } from "./context.js";
import { Core, Role, isPending } from "./core.js";
import { Layouts, registerLayout } from "./layouts.js";
import { thread } from "./queue.js";

/** The state of a ref: a promise that a record settles. */
export class RefCore extends Core {
  /** @param id the number of a ref made by `ref()`, or the name given to `refId` */
  constructor(public id: number | string, public key: string | undefined) {
    super(undefined);
  }

  /** Its id on the wire. */
  get name(): string {
    return typeof this.id === "string" ? this.id : `~${context().incarnation.toString(36)}.${this.id.toString(36)}`;
  }
}
// An open ref is its own owner, so nothing of that needs to be saved.
Object.defineProperty(RefCore.prototype, "o", {
  get(this: RefCore) {
    return isPending(this) ? this : undefined;
  },
  set() {},
});
Object.defineProperty(RefCore.prototype, "role", { value: Role.ref });
registerLayout(Layouts.refCore, "runtime", RefCore, ["s", "v", "r", "id", "key"],
               [[2, 3, 4], [1, 3, 4], [1, 3, 4], [1, 3, 4], [2, 3, 4]]);

/** Takes a ref off the table: its id is spent. */
export function closeRef(core: RefCore): void {
  const i = thread.refs.indexOf(core);
  if (i >= 0) thread.refs.splice(i, 1);
}
