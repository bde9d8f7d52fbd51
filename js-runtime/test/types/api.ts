// Compiled, never run: what the declarations must accept, and (`@ts-expect-error`) what they must refuse.
import { type Manifest, type Ref, CancelToken, config, ensureThread, label, output, outputJSON, ref, refId, stepId, suspend, threadId } from "../../src/index.js";
import { type ThreadFrame, loadWorkflow } from "../../src/testing/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<T extends true>(): T {
  return true as T;
}

interface Invoice {
  readonly at: string;
}

export async function refs(): Promise<void> {
  const typed = ref<Invoice>();
  is<Equal<typeof typed, Ref<Invoice>>>();
  is<Equal<Awaited<typeof typed>, Invoice>>();
  is<Equal<typeof typed.id, string>>();
  is<Equal<typeof typed.key, string>>();
  is<Equal<Awaited<ReturnType<typeof ref>>, unknown>>();
  const invoice = await typed;
  is<Equal<typeof invoice, Invoice>>();
  // @ts-expect-error what a ref gives without a type must be looked at first
  (await ref()).at;
  // @ts-expect-error the id of a ref is made by the runtime
  typed.id = "mine";

  const named = await refId<number>("approval", "key");
  is<Equal<typeof named, number>>();
  // @ts-expect-error an id is a string
  void refId(1);

  const suspended = suspend<boolean>((r) => {
    is<Equal<typeof r, Ref<boolean>>>();
    outputJSON({ answerTo: r.id }, "approvals");
  });
  is<Equal<Awaited<typeof suspended>, boolean>>();

  const [first, second] = await Promise.all([ref<number>(), refId<string>("b")]);
  is<Equal<[typeof first, typeof second], [number, string]>>();
  const either = await Promise.race([ref<Invoice>(), refId<"timeout">("t")]);
  is<Equal<typeof either, Invoice | "timeout">>();
}

export function outputs(error: unknown): void {
  output("text", "topic");
  output(null, "topic", "key");
  outputJSON({}, "topic", undefined, { headers: { "content-type": "text/plain" } });
  // @ts-expect-error a header is text
  output("text", "topic", "key", { headers: { a: 1 } });
  // @ts-expect-error a value is text; outputJSON takes anything
  output({ a: 1 }, "topic");
  // @ts-expect-error the topic is missing
  outputJSON({ a: 1 });
  ensureThread({ a: 1 }, "child");
  label("customer", "c-17");
  label("customer", null);
  // @ts-expect-error a value is text
  label("total", 5);
  is<Equal<typeof threadId, string>>();
  is<Equal<typeof stepId, string>>();
  config.outputTopics.add("topic");
  if (error instanceof CancelToken) is<Equal<typeof error.reason, unknown>>();
}

export const manifest = { outputTopics: ["a"] } satisfies Manifest;
export const reading = {
  inputs: {
    orders: ({ key, value, headers, valueBytes }) => {
      is<Equal<typeof valueBytes, Uint8Array | null>>();
      if (value === null) return { cancel: { thread: key ?? "" } };
      return [{ start: { thread: value, idempotencyKey: headers["id"] ?? "" } }, { resume: { thread: value, ref: "r", error: "no" } }];
    },
    // @ts-expect-error an input function is synchronous
    later: async () => ({ start: { thread: "a" } }),
    // @ts-expect-error nobody begins a thread
    begun: () => ({ begin: { thread: "a" } }),
  },
} satisfies Manifest;
// @ts-expect-error topics are names
export const wrong: Manifest = { outputTopics: [1] };

export async function testing(): Promise<void> {
  const workflow = await loadWorkflow("src/index.ts", { reload: "microtask" });
  // @ts-expect-error there is no such way to reload
  await loadWorkflow("src/index.ts", { reload: "often" });
  const { frames } = workflow.start({}).resume("id", 1).cancel();
  is<Equal<typeof frames, ThreadFrame[][]>>();
}
