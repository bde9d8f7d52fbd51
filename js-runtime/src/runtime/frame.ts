import type { Frame } from "../abi.js";
import { addAsyncStack, addAsyncStackOfJob } from "./async-stack.js";
import { cancelMarked } from "./cancel.js";
import { Core, type Owner, type Reaction, Role, State, rejectCore, resolveCore, subscribe } from "./core.js";
import { Promise, coreOf, shellOf } from "./promise.js";
import { enqueue } from "./queue.js";

/** The prototype of every frame's prototype. Compiled code adds `run` below it and the fields in its constructor. */
export class FrameBase implements Frame, Reaction, Owner {
  declare pc: number;
  declare p: Core;
  declare q: Core | undefined;
  declare run: (mode: 0 | 1 | 2, value: unknown) => unknown;
  declare readonly isFrame: boolean;
  declare readonly role: number;
  /** Id of the frame's layout. */
  declare readonly layoutId: number;

  react(mode: 0 | 1, value: unknown): void {
    const point = this.pc;
    try {
      this.run(mode, value);
    } catch (error) {
      addAsyncStack(error, this.p, mode === 1 && error === value ? { frame: this, point } : undefined);
      rejectCore(this.p, error);
    }
  }
}
Object.defineProperty(FrameBase.prototype, "isFrame", { value: true });
Object.defineProperty(FrameBase.prototype, "role", { value: Role.frame });

/** `Abi.start` */
export function start(frame: FrameBase): object {
  const core = new Core(frame);
  frame.p = core;
  try {
    frame.run(0, undefined);
  } catch (error) {
    addAsyncStackOfJob(error);
    rejectCore(core, error);
  }
  return shellOf(core);
}

/** `Abi.await` (ECMA-262 27.7.5.3): the same number of microtasks, without the closures. */
export function awaitValue(frame: FrameBase, value: unknown): undefined {
  let core = coreOf(value);
  if (core === undefined || (value as { constructor: unknown }).constructor !== Promise) {
    if ((typeof value !== "object" || value === null) && typeof value !== "function") {
      enqueue(frame, 0, value);
      return;
    }
    core = new Core(undefined);
    resolveCore(core, value);
  }
  const s = core.s;
  if (s === State.fulfilled) {
    enqueue(frame, 0, core.v);
  } else if (s === State.rejected || s === State.rejectedHandled) {
    core.s = State.rejectedHandled;
    enqueue(frame, 1, core.v);
  } else {
    frame.q = core;
    subscribe(core, frame);
    if (frame.p.s > State.pendingHandled) cancelMarked(frame.p);
  }
}

/** `Abi.return` */
export function returnValue(frame: FrameBase, value: unknown): undefined {
  resolveCore(frame.p, value);
}
