import { addAsyncStack } from "./async-stack.js";
import { Core, type Reaction, rejectCore, resolveCore, subscribe } from "./core.js";
import { GeneratorFrame, type GeneratorState, type Resumption, generatorFunction, installMethods } from "./generator.js";
import { Functions, Layouts, registerLayout, stampedObjects } from "./layouts.js";
import { Promise, coreOf, promiseResolve, shellOf } from "./promise.js";
import { partsOf } from "./stamp.js";

/** [[AsyncGeneratorState]] (ECMA-262 27.6.2); the discriminator of the layout. */
const State = {
  start: 0,
  yielded: 1,
  running: 2,
  completed: 3,
  /** The body has ended; the value of a `return` request is awaited. */
  draining: 4,
} as const;

/**
 * What an async generator object stands for. A request is answered by a promise of its own; while the body runs for one, the frame is
 * that promise's owner, so that whoever is cancelled waiting for it cancels what the body waits for.
 */
class AsyncGenerator implements GeneratorState, Reaction {
  declare readonly isFrame: boolean;
  s: number = State.start;
  /** Flat: mode, value, promise of each request; the first is being served. Undefined when there are none. */
  queue: unknown[] | undefined = undefined;

  /** Undefined once the body has ended. */
  constructor(public frame: AsyncGeneratorFrame | undefined) {}

  /** `next`, `return` and `throw` (ECMA-262 27.6.1.2 to 27.6.1.4). */
  request(mode: Resumption, value: unknown, promise: Core): void {
    if (this.s === State.start && mode !== 0) this.end(State.completed);
    if (this.s === State.completed && mode !== 2) {
      answer(promise, mode, mode === 1 ? value : undefined, true);
      return;
    }
    const queue = this.queue ??= [];
    queue[queue.length] = mode;
    queue[queue.length] = value;
    queue[queue.length] = promise;
    if (this.s === State.completed) this.drain();
    else if (this.s < State.running) this.advance(mode, value);
  }

  /** Runs the body until it waits, or yields and nobody asks for more. */
  advance(mode: Resumption, value: unknown): void {
    const frame = this.frame!;
    for (;;) {
      this.s = State.running;
      const promise = this.queue![2] as Core;
      frame.p = promise;
      promise.o = frame;
      const point = frame.pc;
      try {
        frame.run(mode, value);
      } catch (error) {
        addAsyncStack(error, promise, mode === 1 && error === value ? { frame, point } : undefined);
        this.complete(1, error);
        return;
      }
      if ((this.s as number) !== State.yielded || this.queue === undefined) return;
      mode = this.queue[0] as Resumption;
      value = this.queue[1];
    }
  }

  /** ECMA-262 27.6.3.8 AsyncGeneratorYield, up to the suspension. */
  yield(value: unknown): void {
    this.s = State.yielded;
    this.answerFirst(0, value, false);
  }

  finish(value: unknown): undefined {
    this.complete(0, value);
  }

  /** The value of a `return` request has settled. */
  react(mode: 0 | 1, value: unknown): void {
    this.answerFirst(mode, value, true);
    this.drain();
  }

  complete(mode: 0 | 1, value: unknown): void {
    this.end(State.draining);
    this.answerFirst(mode, value, true);
    this.drain();
  }

  private end(state: number): void {
    this.s = state;
    if (this.frame !== undefined) this.frame.p = undefined as unknown as Core;
    this.frame = undefined;
  }

  /** ECMA-262 27.6.3.10 AsyncGeneratorDrainQueue. */
  private drain(): void {
    while (this.queue !== undefined) {
      const mode = this.queue[0] as Resumption;
      if (mode === 2) {
        if (this.awaitReturn()) return;
      } else {
        this.answerFirst(mode, mode === 1 ? this.queue[1] : undefined, true);
      }
    }
    this.s = State.completed;
  }

  /** ECMA-262 27.6.3.9 AsyncGeneratorAwaitReturn. False when the value cannot be awaited; the request is answered then. */
  private awaitReturn(): boolean {
    this.s = State.draining;
    let promise: object;
    try {
      promise = promiseResolve(Promise, this.queue![1]);
    } catch (error) {
      this.answerFirst(1, error, true);
      return false;
    }
    subscribe(coreOf(promise)!, this);
    return true;
  }

  /** ECMA-262 27.6.3.5 AsyncGeneratorCompleteStep. */
  private answerFirst(mode: 0 | 1, value: unknown, done: boolean): void {
    const promise = this.queue!.splice(0, 3)[2];
    if (this.queue!.length === 0) this.queue = undefined;
    if (this.frame !== undefined) this.frame.p = undefined as unknown as Core;
    answer(promise as Core, mode, value, done);
  }
}
Object.defineProperty(AsyncGenerator.prototype, "isFrame", { value: false });
registerLayout(Layouts.asyncGenerator, "runtime", AsyncGenerator, ["s", "frame", "queue"], [[1], [1], [1, 2], [], [2]]);

function answer(promise: Core, mode: number, value: unknown, done: boolean): void {
  promise.o = undefined;
  if (mode === 1) rejectCore(promise, value);
  else resolveCore(promise, { value, done });
}

const AsyncGeneratorFunctionPrototype = Object.getPrototypeOf(async function* () {}) as { prototype: object };
const AsyncGeneratorPrototype = AsyncGeneratorFunctionPrototype.prototype;
const generatorObject = stampedObjects<AsyncGenerator>(Functions.asyncGenerator, AsyncGeneratorPrototype);

/** The frame of a call of an async generator function. `p` is the promise of the request that is being served. */
export class AsyncGeneratorFrame extends GeneratorFrame {
  override react(mode: 0 | 1, value: unknown): void {
    (this.g as AsyncGenerator).advance(mode, value);
  }

  object(prototype: object | undefined): object {
    const generator = new AsyncGenerator(this);
    this.g = generator;
    return generatorObject(generator, prototype ?? AsyncGeneratorPrototype);
  }
}

/** Replaces the native methods of %AsyncGeneratorPrototype%: the realm has no native generators. */
export function installAsyncGenerators(): void {
  installMethods(AsyncGeneratorPrototype, {
    next(value: unknown): object { return request(this, 0, value); },
    return(value: unknown): object { return request(this, 2, value); },
    throw(error: unknown): object { return request(this, 1, error); },
  });
}

function request(receiver: unknown, mode: Resumption, value: unknown): object {
  const promise = new Core(undefined);
  const scope = typeof receiver === "object" && receiver !== null ? partsOf(receiver)?.scope : undefined;
  if (scope instanceof AsyncGenerator) scope.request(mode, value, promise);
  else rejectCore(promise, new TypeError("A method of async generators was called on a value that is not one"));
  return shellOf(promise);
}

/** `Abi.generator` for async generator functions (ECMA-262 15.6.4). */
export function asyncGeneratorFunction<F extends Function>(made: F): F {
  return generatorFunction(made, AsyncGeneratorFunctionPrototype);
}

/** `Abi.yield` */
export function yieldValue(frame: AsyncGeneratorFrame, value: unknown): void {
  (frame.g as AsyncGenerator).yield(value);
}
