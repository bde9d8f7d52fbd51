import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type WorkflowThread } from "kafka-workflow/testing";
import type { Item, Visit } from "../src/index.js";

const HOUR_MS = 3_600_000;
const book: Item = { sku: "book", quantity: 1, priceCents: 1_500 };
const lamp: Item = { sku: "lamp", quantity: 2, priceCents: 4_000 };

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("the cart follows the customer's messages and tells its content when asked", async () => {
    const cart = await open(reload, { customer: "ada" });
    cart.resume("cart", { kind: "add", item: book });
    cart.resume("cart", { kind: "add", item: lamp });
    cart.resume("cart", { kind: "add", item: book });
    cart.resume("cart", { kind: "remove", sku: "lamp" });
    cart.resume("show", { id: "q-1" });
    expect(sent(cart, "shop-answers")).toEqual([{ id: "q-1", items: [{ ...book, quantity: 2 }], totalCents: 3_000 }]);
  });

  test("a refused card leaves the cart open; the next one pays", async () => {
    const cart = await open(reload, { customer: "ada", items: [book, lamp] });
    cart.resume("cart", { kind: "checkout", card: "expired" });
    cart.reject(payments(cart)[0]!.ref, "the card has expired");
    expect(sent(cart, "shop-mails")).toEqual([{ to: "ada", text: "not paid: the card has expired" }]);
    cart.resume("cart", { kind: "checkout", card: "good" });
    expect(payments(cart)[1]).toMatchObject({ card: "good", totalCents: 9_500 });
    cart.resume(payments(cart)[1]!.ref, "PAY-1");
    expect(cart.result).toEqual({ status: "paid", payment: "PAY-1", totalCents: 9_500 });
    expect(cart.workflow.timers).toEqual([]);
  });

  test("what is added while a payment is on its way is not paid for by it", async () => {
    const cart = await open(reload, { customer: "ada", items: [book] });
    cart.resume("cart", { kind: "checkout", card: "slow" });
    cart.resume("cart", { kind: "add", item: lamp });
    cart.reject(payments(cart)[0]!.ref, "no answer from the bank");
    cart.resume("show", { id: "q-1" });
    expect(sent(cart, "shop-answers")).toMatchObject([{ items: [book, lamp], totalCents: 9_500 }]);
  });

  test("an empty cart is not paid for", async () => {
    const cart = await open(reload, { customer: "ada" });
    cart.resume("cart", { kind: "checkout", card: "good" });
    expect(payments(cart)).toEqual([]);
    expect(sent(cart, "shop-mails")).toEqual([{ to: "ada", text: "not paid: the cart is empty" }]);
  });

  test("a customer who is silent is reminded once, then the cart is given up", async () => {
    const cart = await open(reload, { customer: "ada", items: [book], idleMs: HOUR_MS });
    cart.advance(HOUR_MS - 1);
    expect(sent(cart, "shop-mails")).toEqual([]);
    cart.advance(1);
    expect(sent(cart, "shop-mails")).toEqual([{ to: "ada", text: "in your cart: book" }]);
    cart.advance(HOUR_MS);
    expect(cart.result).toEqual({ status: "abandoned" });
    expect(sent(cart, "shop-mails")).toHaveLength(1);
  });

  test("a message sets the clock back, a query does not", async () => {
    const cart = await open(reload, { customer: "ada", idleMs: HOUR_MS });
    cart.advance(HOUR_MS);
    cart.resume("cart", { kind: "add", item: book });
    cart.advance(HOUR_MS - 1);
    cart.resume("show", { id: "q-1" });
    cart.advance(1);
    expect(cart.status).toBe("waiting");
    expect(sent(cart, "shop-mails")).toHaveLength(2);
    cart.advance(HOUR_MS);
    expect(cart.status).toBe("completed");
  });

  test("cancelling during a payment is no refusal", async () => {
    const cart = await open(reload, { customer: "ada", items: [book] });
    cart.resume("cart", { kind: "checkout", card: "slow" });
    cart.cancel("shop closed");
    expect(cart.status).toBe("cancelled");
    expect(sent(cart, "shop-mails")).toEqual([]);
  });
});

async function open(reload: Reload, visit: Visit): Promise<WorkflowThread> {
  return (await loadWorkflow("src/index.ts", { reload })).start(visit);
}

function sent(thread: WorkflowThread, topic: string): unknown[] {
  return thread.outputs.filter((output) => output.topic === topic).map((output) => output.json);
}

function payments(thread: WorkflowThread): { ref: string }[] {
  return sent(thread, "shop-payments") as { ref: string }[];
}
