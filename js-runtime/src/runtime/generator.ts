import { FrameBase } from "./frame.js";
import { Functions, Layouts, registerLayout, stampedObjects } from "./layouts.js";
import { partsOf } from "./stamp.js";

/** How a generator is resumed: with a value, by throwing, or by returning at the `yield`. */
export type Resumption = 0 | 1 | 2;

/** What compiled code ends in, whatever the kind of generator. */
export interface GeneratorState {
  /** The call has returned `value`; what `run` returns. */
  finish(value: unknown): unknown;
}

/** A frame that belongs to a generator object. */
export abstract class GeneratorFrame extends FrameBase {
  declare g: GeneratorState;

  /** A new generator object of this frame. */
  abstract object(prototype: object | undefined): object;
}

/** [[GeneratorState]] (ECMA-262 27.5.2); the discriminator of the layout. */
const State = {
  start: 0,
  yielded: 1,
  running: 2,
  completed: 3,
  /** Running no more: gave the result object of an inner iterator, which goes on as it is. */
  delegated: 4,
} as const;

/** What a generator object stands for. */
class Generator implements GeneratorState {
  s: number = State.start;

  /** Undefined once the generator is completed. */
  constructor(public frame: GeneratorFrame | undefined) {}

  finish(value: unknown): unknown {
    this.s = State.completed;
    this.frame = undefined;
    return value;
  }

  /** ECMA-262 27.5.3.3 GeneratorResume and 27.5.3.4 GeneratorResumeAbrupt. */
  resume(mode: Resumption, value: unknown): object {
    if (this.s === State.running) throw new TypeError("Generator is already running");
    if (this.s === State.start && mode !== 0) this.finish(undefined);
    if (this.s === State.completed) {
      if (mode === 1) throw value;
      return { value: mode === 2 ? value : undefined, done: true };
    }
    this.s = State.running;
    // GraalJS's interpreter can be interrupted at the end of a turn of a loop; built-ins that take values without end have no such place.
    for (let turn = 0; turn < 1; turn++);
    let result: unknown;
    try {
      result = this.frame!.run(mode, value);
    } catch (error) {
      this.finish(undefined);
      throw error;
    }
    if ((this.s as number) === State.completed) return { value: result, done: true };
    const isDelegated = (this.s as number) === State.delegated;
    this.s = State.yielded;
    return isDelegated ? result as object : { value: result, done: false };
  }
}
registerLayout(Layouts.generator, "runtime", Generator, ["s", "frame"], [[1], [1], [1], []]);

const GeneratorFunctionPrototype = Object.getPrototypeOf(function* () {}) as { prototype: object };
const GeneratorPrototype = GeneratorFunctionPrototype.prototype;
const generatorObject = stampedObjects<Generator>(Functions.generator, GeneratorPrototype);

/** The frame of a call of a generator function. */
export class SyncGeneratorFrame extends GeneratorFrame {
  object(prototype: object | undefined): object {
    const generator = new Generator(this);
    this.g = generator;
    return generatorObject(generator, prototype ?? GeneratorPrototype);
  }
}

/** Replaces the native methods of %GeneratorPrototype%: the realm has no native generators. */
export function installGenerators(): void {
  installMethods(GeneratorPrototype, {
    next(value: unknown): object { return generatorOf(this, "next").resume(0, value); },
    return(value: unknown): object { return generatorOf(this, "return").resume(2, value); },
    throw(error: unknown): object { return generatorOf(this, "throw").resume(1, error); },
  });
}

export function installMethods(prototype: object, methods: Readonly<Record<string, Function>>): void {
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

/** ECMA-262 27.5.3.2 GeneratorValidate, for what is no generator. */
function generatorOf(value: unknown, method: string): Generator {
  const scope = typeof value === "object" && value !== null ? partsOf(value)?.scope : undefined;
  if (!(scope instanceof Generator)) throw new TypeError(`${method} method called on a value that is not a generator`);
  return scope;
}

/** `Abi.generator` (ECMA-262 15.5.4): makes a compiled function one that the language takes for a generator function. */
export function generatorFunction<F extends Function>(made: F, functionPrototype: { prototype: object } = GeneratorFunctionPrototype): F {
  Object.setPrototypeOf(made, functionPrototype);
  return Object.defineProperty(made, "prototype", { value: Object.create(functionPrototype.prototype) as object, writable: true });
}

/** `Abi.generate` (ECMA-262 15.5.2 EvaluateGeneratorBody). */
export function generate(frame: GeneratorFrame, made: Function, bindsFirst: boolean | undefined): object {
  if (bindsFirst === true) frame.run(0, undefined);
  const prototype: unknown = made.prototype;
  return frame.object((typeof prototype === "object" && prototype !== null) || typeof prototype === "function" ? prototype : undefined);
}

/** `Abi.delegated` */
export function delegated(frame: GeneratorFrame, inner: { value: unknown }): unknown {
  const { value } = inner;
  inner.value = undefined;
  (frame.g as Generator).s = State.delegated;
  return value;
}

/** `Abi.finish` */
export function finish(frame: GeneratorFrame, value: unknown): unknown {
  return frame.g.finish(value);
}
