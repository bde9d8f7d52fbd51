// Orders that arrive on a topic and are paid over another. The order's text says what the input function does besides.
import { type InputFunction, type InputRecord, output, outputJSON, ref, refId, setTimer, threadId } from "./inputs-api.js";

interface Order {
  readonly id: string;
  readonly do?: string;
  readonly total: number;
}

let seen = 0;

const orders: InputFunction = (record) => {
  seen++;
  const order = JSON.parse(record.value ?? "null") as Order | null;
  if (order === null) return record.key === null ? undefined : { cancel: { thread: record.key, reason: "withdrawn" } };
  if (order.do !== undefined) return misbehave(order.do, record);
  console.info("order", order.id, "number", seen);
  return { start: { thread: order.id, argument: order, idempotencyKey: order.id } };
};

function misbehave(what: string, record: InputRecord): ReturnType<InputFunction> {
  const results: Record<string, () => unknown> = {
    throw: () => { throw new RangeError("a strange order"); },
    ref: () => ref(),
    refId: () => refId("x"),
    output: () => output("x", "shipments"),
    swallow: () => { try { outputJSON({}, "shipments"); } catch { return undefined; } },
    threadId: () => `${threadId}`,
    timer: () => setTimer(() => undefined, 5),
    async: async () => ({ start: { thread: "a" } }),
    promise: () => { void Promise.resolve().then(() => undefined); },
    builtIn: () => { (Array.prototype as unknown as { mine: number }).mine = 1; },
    loop: () => { for (;;) seen++; },
    memory: () => { const all: string[][] = []; for (;;) all.push(new Array<string>(10_000).fill("x")); },
    ensure: () => [{ ensure: { thread: "e", argument: { total: 1 } } }, { resume: { thread: "e", ref: "paid", value: record.id } }],
    string: () => "start", unknown: () => ({ begin: { thread: "a" } }), two: () => ({ start: { thread: "a" }, cancel: { thread: "a" } }),
    stray: () => ({ start: { thread: "a", args: 1 } }), noThread: () => ({ start: {} }), empty: () => ({ start: { thread: "" } }),
    long: () => ({ start: { thread: "\u00e9".repeat(129) } }), half: () => ({ start: { thread: "\ud800" } }), noRef: () => ({ resume: { thread: "a" } }),
    both: () => ({ resume: { thread: "a", ref: "r", value: 1, error: 2 } }), cycle: () => { const c: { c?: unknown } = {}; c.c = c; return { start: { thread: "a", argument: c } }; },
    function: () => ({ resume: { thread: "a", ref: "r", value: () => 1 } }), second: () => [null, { start: { thread: "a" } }].slice(1).concat([5 as never]),
    nothing: () => null, large: () => ({ start: { thread: "a", argument: "x".repeat(950_000) } }),
    many: () => Array.from({ length: 1001 }, (_, n) => ({ start: { thread: `t-${n}` } })),
  };
  return results[what]!() as ReturnType<InputFunction>;
}

export const manifest = {
  outputTopics: ["shipments", "workflow-scheduler"],
  inputs: {
    orders,
    /** The key is the order's id, the header `status` says what the bank says. */
    "order-payments": (record: InputRecord) => {
      const { status, reason } = record.headers;
      if (status === "refused") return { resume: { thread: record.key!, ref: "paid", error: reason ?? "refused" } };
      const [cents] = record.valueBytes!;
      return { resume: { thread: record.key!, ref: "paid", value: { cents, status, at: record.timestampEpochMs } } };
    },
  },
};

export default async function order({ total }: Order): Promise<unknown> {
  const paid = await refId("paid");
  outputJSON({ total, paid, seen }, "shipments", undefined, { headers: { "content-type": "application/json", total: String(total) } });
  return { paid, seen };
}
