import { CancelToken, ensureThread, output, outputJSON, ref, threadId } from "kafka-workflow";
import { type Lineage, spawned } from "./ledger.js";

/** What a thread is started with: its argument, the lineage that it belongs to, and where its answer goes. */
export interface Start<Argument> {
  argument: Argument;
  lineage: Lineage;
  parent: Parent;
}

/** The await of the parent that a child settles. */
export interface Parent {
  thread: string;
  ref: string;
}

/** How the parent's context becomes a child's argument, and the child's answer a new context. Both may ask somebody first: nobody is held up meanwhile. */
export interface Mapping<Context, Argument, Answer> {
  input(context: Context): Argument | Promise<Argument>;
  output(context: () => Context, answer: Answer): Context | Promise<Context>;
}

/** The parent's context: what its children know from, and where their answers go. */
export class Box<Context> {
  constructor(public content: Context) {}
}

/** Runs a thread as a child of this one. Its answer goes through `mapping` into the parent's context. */
export async function callThread<Context, Argument, Answer>(
  lineage: Lineage, id: string, box: Box<Context>, mapping: Mapping<Context, Argument, Answer>,
): Promise<void> {
  const argument = await mapping.input(box.content);
  const answer = await spawned(lineage, { type: "thread", id, cause: threadId }, async () => {
    const settled = ref<Answer>();
    const start: Start<Argument> = { argument, lineage, parent: { thread: threadId, ref: settled.id } };
    ensureThread(start, id);
    try {
      return await settled;
    } catch (reason) {
      // only this await is cancelled; the child hears of it by a record of its own
      if (reason instanceof CancelToken) send(id, { cancel: "not needed any more" });
      throw reason;
    }
  });
  // asked for when it is needed: a sister may have answered while this mapping waited
  box.content = await mapping.output(() => box.content, answer);
}

/** Asks somebody outside of Kafka Workflow: whoever reads `topic` answers to the ref in the request. */
export async function callOutside<Answer>(lineage: Lineage, topic: string, name: string, request: object): Promise<Answer> {
  return await spawned(lineage, { type: "outside", id: `${threadId}!${name}`, cause: threadId }, () => {
    const answer = ref<Answer>();
    outputJSON({ ...request, ref: answer.id }, topic);
    return answer;
  });
}

/** Gives a child's end to its parent: the await throws when it failed. */
export function answerParent(parent: Parent, end: { value: unknown } | { error: string }): void {
  send(parent.thread, { ref: parent.ref, ...end });
}

/** A record for another thread: the scheduler sends what it is given, and 1 ms is at once. */
function send(thread: string, record: object): void {
  output("1", "workflow-scheduler", `${thread}|${JSON.stringify(record)}`);
}
