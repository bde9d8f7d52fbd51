import { beforeAll, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 30 * DAY_MS;

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  beforeAll(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
  });

  /** A subscription after its trial: the first month's charge is open. */
  function start(): WorkflowThread {
    return workflow.start({ customer: "ada", cents: 900 }).advance(14 * DAY_MS);
  }

  test("nothing is charged in the trial", () => {
    const thread = workflow.start({ customer: "ada", cents: 900 });
    expect(mails(thread)).toEqual(["welcome"]);
    thread.advance(14 * DAY_MS - 1);
    expect(charges(thread)).toEqual([]);
    thread.advance(1);
    expect(charges(thread)).toEqual([{ customer: "ada", cents: 900, month: 1 }]);
  });

  test("whoever cancels in the trial pays nothing", () => {
    const thread = workflow.start({ customer: "ada", cents: 900 });
    thread.resume("cancel").advance(14 * DAY_MS);
    expect(thread.result).toEqual({ paidMonths: 0, why: "cancelled" });
    expect(charges(thread)).toEqual([]);
  });

  test("whoever cancels later keeps the month that is paid", () => {
    const thread = start();
    pay(thread).advance(MONTH_MS);
    pay(thread).advance(DAY_MS).resume("cancel");
    expect(mails(thread)).toEqual(["welcome", "sorry to see you go"]);
    thread.advance(MONTH_MS - DAY_MS - 1);
    expect(thread.status).toBe("waiting");
    thread.advance(1);
    expect(thread.result).toEqual({ paidMonths: 2, why: "cancelled" });
    expect(workflow.timers.filter((key) => key.startsWith(`${thread.id}|`))).toEqual([]);
  });

  test("a new price holds from the next month on", () => {
    const thread = start();
    thread.resume("price", { cents: 1_100 });
    pay(thread).advance(MONTH_MS);
    expect(charges(thread).map((charge) => charge.cents)).toEqual([900, 1_100]);
  });

  test("a refused payment is tried again after 1, 3 and 5 days", () => {
    const thread = start();
    for (const days of [1, 3, 5]) {
      const before = charges(thread).length;
      refuse(thread).advance(days * DAY_MS - 1);
      expect(charges(thread)).toHaveLength(before);
      thread.advance(1);
      expect(charges(thread)).toHaveLength(before + 1);
    }
    refuse(thread);
    expect(thread.result).toEqual({ paidMonths: 0, why: "not paid" });
    expect(mails(thread).slice(1)).toEqual([...Array<string>(3).fill("payment failed: card declined"), "your subscription has ended"]);
  });

  test("a payment that succeeds at the second try continues the subscription", () => {
    const thread = start();
    refuse(thread).advance(DAY_MS);
    pay(thread).advance(MONTH_MS);
    expect(charges(thread).map((charge) => charge.month)).toEqual([1, 1, 2]);
  });
});

test("after ten years the thread is as small as after one month", async () => {
  const workflow = await loadWorkflow("src/index.ts");
  const thread = workflow.start({ customer: "ada", cents: 900 }).advance(14 * DAY_MS);
  pay(thread);
  const bytes = thread.bodyBytes!;
  for (let month = 2; month <= 120; month++) {
    thread.advance(MONTH_MS);
    pay(thread);
  }
  expect(charges(thread)).toHaveLength(120);
  expect(thread.bodyBytes!).toBeLessThanOrEqual(bytes + 16); // numbers with more digits, nothing else
});

interface Charge {
  ref: string;
  customer: string;
  cents: number;
  month: number;
}

function charges(thread: WorkflowThread): Omit<Charge, "ref">[] {
  return requests(thread).map(({ ref: _, ...charge }) => charge);
}

function requests(thread: WorkflowThread): Charge[] {
  return thread.outputs.filter((record) => record.topic === "subscription-charges").map((record) => record.json as Charge);
}

function mails(thread: WorkflowThread): string[] {
  return thread.outputs.filter((record) => record.topic === "subscription-mails").map((record) => (record.json as { text: string }).text);
}

function pay(thread: WorkflowThread): WorkflowThread {
  return thread.resume(requests(thread).at(-1)!.ref);
}

function refuse(thread: WorkflowThread): WorkflowThread {
  return thread.reject(requests(thread).at(-1)!.ref, "card declined");
}
