import { output, outputJSON, ref, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["shop-mails", "shop-payments", "shop-answers", "workflow-scheduler"] };

export interface Item {
  sku: string;
  quantity: number;
  priceCents: number;
}

export interface Visit {
  customer: string;
  /** What is in the cart already. */
  items?: Item[];
  /** After so long without a message the customer is reminded; after as long again the cart is given up. Milliseconds. */
  idleMs?: number;
}

export type Message =
  | { kind: "add"; item: Item }
  | { kind: "remove"; sku: string }
  | { kind: "checkout"; card: string };

export type Outcome = { status: "paid"; payment: string; totalCents: number } | { status: "abandoned" };

const IDLE_MS = 24 * 60 * 60 * 1000;

/** One customer's cart, from the first item to the payment. The thread id is the cart's number. */
export default async function shop({ customer, items = [], idleMs = IDLE_MS }: Visit): Promise<Outcome> {
  const cart = new Map(items.map((item) => [item.sku, item]));
  void answerQueries(cart);
  let isReminded = false;
  for (;;) {
    const message = await Promise.race([refId<Message>("cart"), sleep(idleMs)]);
    if (message === undefined && isReminded) return { status: "abandoned" };
    isReminded = message === undefined;
    if (message === undefined) {
      outputJSON({ to: customer, text: `in your cart: ${[...cart.keys()].join(", ")}` }, "shop-mails");
    } else if (message.kind === "add") {
      const quantity = (cart.get(message.item.sku)?.quantity ?? 0) + message.item.quantity;
      cart.set(message.item.sku, { ...message.item, quantity });
    } else if (message.kind === "remove") {
      cart.delete(message.sku);
    } else {
      // Until the answer is there nobody awaits "cart": what the customer sends meanwhile waits in the mailbox.
      const payment = await pay(customer, message.card, total(cart));
      if (payment !== undefined) return { status: "paid", payment, totalCents: total(cart) };
    }
  }
}

/** The payment's number; undefined when there is nothing to pay or the card was refused, of which the customer is told. */
async function pay(customer: string, card: string, totalCents: number): Promise<string | undefined> {
  const answer = ref<string>();
  try {
    if (totalCents === 0) throw "the cart is empty";
    outputJSON({ ref: answer.id, card, totalCents }, "shop-payments");
    return await answer;
  } catch (reason) {
    if (typeof reason !== "string") throw reason; // not the payment service's refusal: the thread was cancelled
    outputJSON({ to: customer, text: `not paid: ${reason}` }, "shop-mails");
    return undefined;
  }
}

/** Runs beside the workflow until it ends; asking does not count as a sign of life of the customer. */
async function answerQueries(cart: Map<string, Item>): Promise<never> {
  for (;;) {
    const { id } = await refId<{ id: string }>("show");
    outputJSON({ id, items: [...cart.values()], totalCents: total(cart) }, "shop-answers");
  }
}

function total(cart: Map<string, Item>): number {
  let cents = 0;
  for (const { quantity, priceCents } of cart.values()) cents += quantity * priceCents;
  return cents;
}

async function sleep(ms: number): Promise<undefined> {
  const timer = ref<undefined>();
  output(String(ms), "workflow-scheduler", timer.key);
  try {
    return await timer;
  } catch (reason) {
    output("0", "workflow-scheduler", timer.key); // nobody waits any more
    throw reason;
  }
}
