import { CancelToken, outputJSON, ref } from "kafka-workflow";

/** What the model may use: each tool is a topic where a service answers. Those that do harm wait for a person. */
const TOOLS = new Map([
  ["search-orders", { topic: "agent-tool-search-orders", needsApproval: false }],
  ["refund", { topic: "agent-tool-refund", needsApproval: true }],
]);

export const manifest = {
  outputTopics: ["agent-model", "agent-approvals", "workflow-scheduler", ...[...TOOLS.values()].map((tool) => tool.topic)],
};

export interface Task {
  goal: string;
  /** How often the model may be asked. */
  turnsMax?: number;
  /** Characters of the conversation above which the model is asked to sum it up. */
  charactersMax?: number;
  /** How long a person has for an approval, milliseconds. */
  approvalTimeoutMs?: number;
}

export interface Message {
  role: "user" | "assistant" | "tool";
  content: string;
}

interface ToolCall {
  tool: string;
  arguments: unknown;
}

/** What the model answers: it uses tools, all at once, or it is done. */
type Turn = { calls: ToolCall[] } | { answer: string };

/** Lets a model use tools until it has an answer. What it knows is a local variable; nothing else is kept. */
export default async function runAgent(task: Task): Promise<{ answer: string; turns: number }> {
  const { goal, turnsMax = 20, charactersMax = 20_000, approvalTimeoutMs = 24 * 3_600_000 } = task;
  let messages: Message[] = [{ role: "user", content: goal }];
  for (let turns = 1; turns <= turnsMax; turns++) {
    const turn = await request<Turn>("agent-model", { messages });
    if ("answer" in turn) return { answer: turn.answer, turns };
    messages.push({ role: "assistant", content: JSON.stringify(turn.calls) });
    const results = await Promise.all(turn.calls.map((call) => use(call, approvalTimeoutMs)));
    messages.push(...results.map((content): Message => ({ role: "tool", content })));
    if (lengthOf(messages) > charactersMax) messages = [{ role: "user", content: goal }, await summary(messages)];
  }
  throw new Error(`no answer after ${turnsMax} turns`);
}

/** Whatever comes of a call is text for the model, failures too: it may try something else. */
async function use({ tool, arguments: given }: ToolCall, approvalTimeoutMs: number): Promise<string> {
  const known = TOOLS.get(tool);
  if (known === undefined) return `error: no tool "${tool}"; there are ${[...TOOLS.keys()].join(", ")}`;
  try {
    if (known.needsApproval) {
      const { approved, by } = await approval({ tool, arguments: given }, approvalTimeoutMs);
      if (!approved) return `denied by ${by}`;
    }
    return JSON.stringify((await request(known.topic, { arguments: given })) ?? null);
  } catch (reason) {
    if (reason instanceof CancelToken) throw reason;
    return `error: ${String(reason)}`;
  }
}

interface Decision {
  approved: boolean;
  by: string;
}

async function approval(call: ToolCall, timeoutMs: number): Promise<Decision> {
  return await Promise.race([request<Decision>("agent-approvals", { ...call }), silence(timeoutMs)]);
}

/** Nobody said anything in time: that is a no. */
async function silence(ms: number): Promise<Decision> {
  const timer = ref<void>();
  outputJSON(ms, "workflow-scheduler", timer.key);
  try {
    await timer;
    return { approved: false, by: "nobody, in time" };
  } catch (reason) {
    if (reason instanceof CancelToken) outputJSON(0, "workflow-scheduler", timer.key);
    throw reason;
  }
}

/** The conversation so far in one message: what was said before is dropped, from the thread's state, too. */
async function summary(messages: Message[]): Promise<Message> {
  const { answer } = await request<{ answer: string }>("agent-model", { messages, sumUp: true });
  return { role: "assistant", content: answer };
}

async function request<T>(topic: string, body: object): Promise<T> {
  const answer = ref<T>();
  outputJSON({ ref: answer.id, ...body }, topic);
  return await answer;
}

function lengthOf(messages: Message[]): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}
