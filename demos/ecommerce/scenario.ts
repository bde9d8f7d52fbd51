import { deepEqual } from "node:assert/strict";
import { Refusal, play } from "demo-harness";

const book = { sku: "book", quantity: 1, priceCents: 1500 };
const lamp = { sku: "lamp", quantity: 2, priceCents: 4000 };

export default [
  play("A customer fills a cart, looks at it, and pays with the second card", async (stage) => {
    stage.service("shop-payments", ({ body }) => {
      if (body["card"] === "expired") throw new Refusal("the card has expired");
      return `PAY-${String(body["card"])}`;
    });
    await stage.start("cart-1", { customer: "ada" });
    await stage.settle("cart-1", "cart", { kind: "add", item: book });
    await stage.settle("cart-1", "cart", { kind: "add", item: lamp });
    await stage.settle("cart-1", "show", { id: "q-1" });
    deepEqual(await stage.nextJson("shop-answers", "cart-1"), { id: "q-1", items: [book, lamp], totalCents: 9500 });
    await stage.settle("cart-1", "cart", { kind: "checkout", card: "expired" });
    deepEqual(await stage.nextJson("shop-mails", "cart-1"), { to: "ada", text: "not paid: the card has expired" });
    await stage.settle("cart-1", "cart", { kind: "remove", sku: "book" });
    await stage.settle("cart-1", "cart", { kind: "checkout", card: "good" });
    deepEqual(await stage.result("cart-1"), { status: "paid", payment: "PAY-good", totalCents: 8000 });
  }),

  play("A cart is forgotten: one reminder, then it is given up", async (stage) => {
    await stage.start("cart-2", { customer: "bob", items: [book], idleMs: 500 });
    deepEqual(await stage.nextJson("shop-mails", "cart-2"), { to: "bob", text: "in your cart: book" });
    deepEqual(await stage.result("cart-2"), { status: "abandoned" });
    deepEqual(stage.leftOver("shop-mails").filter((mail) => mail.key === "cart-2"), []);
  }),
];
