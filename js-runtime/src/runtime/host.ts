import { ABI_VERSION, type FrameView, type HostInterface, type InputOutcome, type Outcome, type ProgramExports, type StaticTables, type StepContext } from "../abi.js";
import { WorkflowError } from "../errors.js";
import { learnProgramPlace } from "./async-stack.js";
import { Baseline } from "./baseline.js";
import { branchesOf } from "./branches.js";
import { builtIn, builtInName, builtIns } from "./built-ins.js";
import { cancel } from "./cancel.js";
import { CancelToken } from "./cancel-token.js";
import { Step, enterStep } from "./context.js";
import { Core, rejectCore, resolveCore } from "./core.js";
import { armModuleCursors, noteModuleCursors } from "./cursor.js";
import { Inputs } from "./inputs.js";
import { withIntrinsics } from "./intrinsics.js";
import { closureDefaults, closureParts, factories, layouts, stampProbe } from "./layouts.js";
import { RESUME_TOPIC, config, declareTopics } from "./outputs.js";
import { usePositions } from "./positions.js";
import { attachPrivateRecord, privateProbe, privateRecord } from "./privates.js";
import { coreOf } from "./promise.js";
import { enterThread, thread } from "./queue.js";
import { closeRef } from "./ref-core.js";
import { findRef } from "./refs.js";
import { BodyCodec } from "./saving.js";
import { TDZ } from "./bindings.js";
import { Thread, ThreadFlags } from "./thread.js";
import { finishEvaluation, finishTurn } from "./turn.js";
import { type ModuleMembers, pruneWeak } from "./reachable.js";
import { unsaveableKind } from "./unsaveable.js";
import { dropHeld, holdsWeak, noteModuleWeak } from "./weak.js";

let tables: StaticTables | undefined;

/** `Abi.begin` */
export function begin(given: StaticTables): void {
  if (given.abi !== ABI_VERSION) {
    throw new WorkflowError("host/abi-mismatch", `the bundle was compiled for ABI ${given.abi}, its runtime has ${ABI_VERSION}`, {
      then: "the bundle is not loaded",
      help: "build the bundle again with one version of kafka-workflow",
    });
  }
  tables = given;
  usePositions(given.positions);
  learnProgramPlace();
}

/** `Abi.end`: the program has been evaluated. */
export function end(exports: () => ProgramExports, roots: () => unknown[]): HostInterface {
  if (tables === undefined) throw new TypeError("$.end before $.begin");
  finishEvaluation();
  const { main, manifest } = exports();
  if (typeof main !== "function") {
    throw new WorkflowError("host/no-main", `the bundle exports no workflow: \`default\` or \`main\` is ${main === undefined ? "missing" : typeof main}`, {
      then: "the bundle is not loaded",
      help: "export default an async function",
    });
  }
  const given = tables;
  return withIntrinsics(() => {
    const outputTopics = topicsOf(manifest);
    declareTopics(outputTopics);
    const inputs = new Inputs((manifest as { inputs?: unknown } | undefined)?.inputs);
    const baseline = new Baseline(roots());
    noteModuleCursors(baseline.members);
    noteModuleWeak(baseline.members);
    return new Host(main, given.positions, outputTopics, inputs, baseline);
  });
}

function topicsOf(manifest: unknown): string[] {
  const given: unknown = manifest === undefined ? [...config.outputTopics] : (manifest as { outputTopics?: unknown } | null)?.outputTopics;
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.some((topic) => typeof topic !== "string" || topic === "")) {
    throw new WorkflowError("host/bad-manifest", "`manifest.outputTopics` must be an array of topic names", {
      then: "the bundle is not loaded",
      help: 'export const manifest = { outputTopics: ["orders"] }',
    });
  }
  return [...new Set(given as string[])].filter((topic) => topic !== RESUME_TOPIC);
}

class Host implements HostInterface {
  readonly abi = ABI_VERSION;
  readonly manifest: { readonly outputTopics: readonly string[]; readonly inputs: readonly string[] };
  readonly layouts = layouts;
  readonly factories = factories;
  readonly baseline: readonly (object | symbol)[];
  readonly TDZ = TDZ;
  readonly closureParts = closureParts;
  readonly closureDefaults = closureDefaults;
  readonly stampProbe = stampProbe;
  readonly builtIns = builtIns;
  readonly builtInName = builtInName;
  readonly builtIn = builtIn;
  readonly unsaveableKind = unsaveableKind;
  readonly privateRecord = privateRecord;
  readonly attachPrivateRecord = attachPrivateRecord;
  readonly privateProbe = privateProbe();
  jobsPerTurn = Infinity;
  readonly #main: Function;
  readonly #inputs: Inputs;
  readonly #codec: BodyCodec;
  readonly #modules: ModuleMembers;

  constructor(main: Function, readonly positions: string, outputTopics: readonly string[], inputs: Inputs, baseline: Baseline) {
    this.#main = main;
    this.#inputs = inputs;
    this.#codec = new BodyCodec(baseline);
    this.#modules = { numberOf: (value) => baseline.numberOf(value), changed: () => this.#codec.changedMembers() };
    this.manifest = { outputTopics, inputs: inputs.topics };
    this.baseline = baseline.members;
  }

  start(context: StepContext, argumentJson: string): Outcome {
    const argument: unknown = parse(argumentJson, "the start argument");
    return this.#turn(context, new Thread(), () => {
      thread.main = callMain(this.#main, argument);
    });
  }

  resume(context: StepContext, saved: object, refId: string, recordJson: string): Outcome {
    const record = parse(recordJson, "the resume record") as { value?: unknown; error?: unknown };
    return this.#turn(context, saved, () => {
      const core = findRef(refId);
      if (core === undefined) {
        throw new WorkflowError("protocol/ref-not-open", `the thread has no open ref ${JSON.stringify(refId)}`, {
          then: "the thread is unchanged",
          help: "send the id that the workflow put into its output, once",
        });
      }
      closeRef(core);
      if (Object.hasOwn(record, "error")) rejectCore(core, record.error);
      else resolveCore(core, record.value);
    });
  }

  cancel(context: StepContext, saved: object, reasonJson: string): Outcome {
    const reason: unknown = parse(reasonJson, "the cancel reason");
    return this.#turn(context, saved, () => {
      thread.flags |= ThreadFlags.isCancelled;
      const token = new CancelToken(reason);
      cancel(thread.main!, token);
      // Branches that main does not wait for end at their open awaits, too.
      for (const core of thread.refs.slice()) cancel(core, token);
    });
  }

  input(context: StepContext, topic: string, timestampEpochMs: number, parts: readonly (string | ArrayBuffer | null | undefined)[]): InputOutcome {
    return this.#inputs.apply(context, topic, timestampEpochMs, parts);
  }

  proceed(context: StepContext, saved: object): Outcome {
    return this.#turn(context, saved, () => {});
  }

  branches(context: StepContext, saved: object): FrameView[][] {
    enterStep(new Step(context));
    try {
      return branchesOf(saved as Thread);
    } finally {
      enterStep(undefined);
    }
  }

  save(saved: object): Uint8Array {
    return this.#codec.save(saved);
  }

  load(body: Uint8Array): object {
    return this.#codec.load(body);
  }

  rollback(): void {
    this.#codec.rollback();
  }

  changedBuiltIn(): string | undefined {
    return this.#codec.changedBuiltIn();
  }

  #turn(context: StepContext, running: object, act: () => void): Outcome {
    if (!(running instanceof Thread)) {
      throw new WorkflowError("codec/malformed-continuation", "the root of the continuation is not a thread", {
        then: "the record is dead-lettered",
        help: "the continuation belongs to another bundle, or its bytes were damaged",
      });
    }
    const step = new Step(context);
    enterStep(step);
    enterThread(running);
    try {
      armModuleCursors();
      act();
      const outcome = finishTurn(step, this.jobsPerTurn);
      if (outcome.status === 0 && holdsWeak()) withIntrinsics(() => pruneWeak(running, this.#modules));
      return outcome;
    } finally {
      dropHeld();
      enterStep(undefined);
      enterThread(new Thread());
    }
  }
}

/** The promise of main: what it returned when that is a promise of ours, else a new one. */
function callMain(main: Function, argument: unknown): Core {
  try {
    const result: unknown = Reflect.apply(main, undefined, [argument]);
    const own = coreOf(result);
    if (own !== undefined) return own;
    const core = new Core(undefined);
    resolveCore(core, result);
    return core;
  } catch (error) {
    const core = new Core(undefined);
    rejectCore(core, error);
    return core;
  }
}

function parse(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new WorkflowError("protocol/bad-json", `${what} is not JSON (${(error as Error).message})`, {
      then: "the record is dead-lettered",
      help: "send JSON text, UTF-8",
    });
  }
}
