import { CancelToken, type InputRecord, type Manifest, outputJSON, refId } from "kafka-workflow";
import { call, sleep } from "./attempts.js";
import { type Definition, type Step, filled } from "./definitions.js";
import { type Command, PermanentError, type Response, type StepResult, addressOf, checkedCommand } from "./envelope.js";

/** What an installation may say; bin/build.mjs takes it from the environment. */
export interface Options {
  readonly commands: string;
  readonly responses: string;
  /** Topics that a command may name as its `reply_topic`. */
  readonly replies: readonly string[];
  /** How long a success is kept for repeats, milliseconds; by default as long as its workflow may take. */
  readonly dedupeMs?: number;
  readonly logsPayloads: boolean;
}

/** A command on its way: its text, and the record that brought it. */
interface Delivery {
  readonly record: string;
  readonly text: string;
  /** The thread is told of each delivery, this one included. */
  readonly isRepeatable: boolean;
}

/** A manifest and a workflow that carry out the commands of one topic. */
export function orchestrator(definitions: Readonly<Record<string, Definition>>, options: Options): { manifest: Manifest; workflow: (delivery: Delivery) => Promise<Response> } {
  const answers = [options.responses, ...options.replies];
  const services = Object.values(definitions).flatMap(({ steps }) => steps.map(({ service }) => service));
  const manifest = {
    outputTopics: [...answers, ...answers.map((topic) => `${topic}.dlq`), ...services, "workflow-scheduler"],
    inputs: { [options.commands]: deliver },
  };
  return { manifest, workflow: async (delivery) => await new Execution(definitions, options, delivery).run() };
}

/** One thread for each correlation id: a repeat finds the one that runs, or that keeps the answer. A command without an id is a thread of its own. */
function deliver(record: InputRecord): ReturnType<NonNullable<Manifest["inputs"]>[string]> {
  const text = record.value ?? "";
  const { correlation_id: id, reply_topic: reply } = fieldsOf(text);
  const isRepeatable = typeof id === "string" && /^[\x20-\x7e]{1,200}$/.test(id);
  const delivery: Delivery = { record: record.id, text, isRepeatable };
  if (!isRepeatable) return { start: { thread: `command ${record.id}`, argument: delivery } };
  return [
    { ensure: { thread: `command ${id}`, argument: delivery } },
    { resume: { thread: `command ${id}`, ref: "delivered", value: { record: record.id, reply } } },
  ];
}

function fieldsOf(text: string): Partial<Command> {
  try {
    return (JSON.parse(text) as Command | null) ?? {};
  } catch {
    return {}; // the thread tells whoever sent it
  }
}

/** One command being carried out. */
class Execution {
  readonly #repeats: (string | undefined)[] = [];
  readonly #results: Record<string, unknown> = {};
  #address: Pick<Command, "correlation_id" | "reply_topic"> = {};
  #keptMs = 0;
  #answer: Response | undefined;

  constructor(readonly definitions: Readonly<Record<string, Definition>>, readonly options: Options, readonly delivery: Delivery) {}

  async run(): Promise<Response> {
    // a thread that ended at once would leave the news of its own delivery to nobody
    if (this.delivery.isRepeatable) await this.#hear((record) => record === this.delivery.record);
    void this.#hear(() => false);
    this.#answer = await this.#carryOut();
    console.info("command", this.#address.correlation_id ?? this.delivery.record, this.#answer.status, ...(this.options.logsPayloads ? [this.delivery.text] : []));
    for (const reply of [this.#address.reply_topic, ...this.#repeats]) this.#send(this.#answer, reply);
    if (this.#answer.status === "success" && this.delivery.isRepeatable) await sleep(this.#keptMs);
    return this.#answer;
  }

  async #carryOut(): Promise<Response> {
    try {
      const given = parsed(this.delivery.text);
      this.#address = addressOf(given);
      const { workflow, reply_topic: reply, attrs = {} } = checkedCommand(given);
      if (reply !== undefined && !this.options.replies.includes(reply)) throw new PermanentError("reply_topic is none that this orchestrator may answer on");
      if (!Object.hasOwn(this.definitions, workflow)) throw new PermanentError(`there is no workflow ${workflow}`);
      const { steps, timeoutMs } = this.definitions[workflow]!;
      this.#keptMs = this.options.dedupeMs ?? timeoutMs;
      for (const step of steps) {
        if (step.when === undefined || (attrs as Record<string, unknown>)[step.when] === true) await this.#take(step, attrs);
      }
      return { ...this.#envelope(), status: "success", result: this.#results };
    } catch (error) {
      if (error instanceof CancelToken) throw error;
      return { ...this.#envelope(), status: "error", error: reasonOf(error) };
    }
  }

  async #take(step: Step, attrs: object): Promise<void> {
    const query = filled(step.query, { attrs, steps: this.#results });
    const payload = await call(step.service, query);
    this.#results[step.id] = payload;
    if (step.publish_result === undefined || step.publish_result === false) return;
    const echo = typeof step.publish_result === "object" && step.publish_result.echo_query ? { query } : {};
    const result: StepResult = { step: step.id, payload: typeof payload === "string" ? payload : JSON.stringify(payload), ...echo };
    this.#send({ ...this.#envelope(), status: "step_result", result }, this.#address.reply_topic);
  }

  /** Beside the work: whoever sends the command again gets the same answer, and nothing is done twice. */
  async #hear(isLast: (record: string) => boolean): Promise<void> {
    for (;;) {
      const { record, reply } = await refId<{ record: string; reply?: string }>("delivered");
      if (isLast(record)) return;
      if (this.#answer === undefined) this.#repeats.push(reply);
      else this.#send(this.#answer, reply);
    }
  }

  /** Errors go where people look for them: beside the topic of the answers. */
  #send(response: Response, reply: string | undefined): void {
    const topic = reply !== undefined && this.options.replies.includes(reply) ? reply : this.options.responses;
    outputJSON(response, response.status === "error" ? `${topic}.dlq` : topic, response.correlation_id ?? this.delivery.record);
  }

  #envelope(): { correlation_id: string | null } {
    return { correlation_id: this.#address.correlation_id ?? null };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PermanentError("the command is not JSON");
  }
}

function reasonOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : String(error);
}
