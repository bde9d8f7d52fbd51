import * as W from "kafka-workflow";

export const manifest = { outputTopics: ["orders", "workflow-scheduler"] };

interface Command {
  do: "sleep" | "delegate" | "call-off" | "loop" | "endless" | "bad-timer" | "hold" | "log" | "fail";
  ms?: number;
  what?: string;
}

class Cache extends WeakMap<object, unknown> {}

/** One workflow for the tests of the kit; the argument says what to do. */
export default async function shop(command: Command): Promise<unknown> {
  switch (command.do) {
    case "sleep":
      return sleep(command.ms!);
    case "delegate":
      W.ensureThread({ do: "sleep", ms: command.ms }, "child");
      W.ensureThread({ do: "sleep", ms: 1 }, "child");
      return W.refId("answer");
    case "call-off":
      W.output("1", "workflow-scheduler", 'child|{"cancel":"enough"}');
      return;
    case "loop": {
      const seen: unknown[] = [];
      for (let i = 0; i < 3; i++) seen.push(await W.refId(`item-${i}`));
      return seen;
    }
    case "endless":
      for (;;) await undefined;
    case "bad-timer":
      W.output("soon", "workflow-scheduler", W.ref().key);
      return null;
    case "hold":
      return hold(command.what!);
    case "fail":
      await W.refId("go");
      return fail();
    case "log":
      console.info("hello", W.threadId, W.stepId);
      return W.threadId;
  }
}

function fail(): never {
  throw new RangeError("too far");
}

async function sleep(ms: number): Promise<string> {
  const timer = W.ref<void>();
  W.output(String(ms), "workflow-scheduler", timer.key);
  try {
    await timer;
    return `slept ${ms}`;
  } catch (reason) {
    W.output("0", "workflow-scheduler", timer.key);
    throw reason;
  }
}

async function hold(what: string): Promise<unknown> {
  const order = { client: { held: make(what) } };
  await W.ref();
  return order;
}

class Later<T> extends Promise<T> {}

function make(what: string): unknown {
  switch (what) {
    case "Proxy": return new Proxy({}, {});
    case "WeakMap": return new Cache();
    case "subclass": return Object.setPrototypeOf(Promise.resolve(1), Later.prototype);
    case "iterator": return Reflect.get([1, 2], Symbol.iterator).call([1, 2]);
    default: return Object.assign(Promise.resolve(), { own: 1 });
  }
}
