import { outputJSON, ref, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["stock-requests", "order-updates"] };

export interface Order {
  item: string;
  quantity: number;
}

export interface Update {
  /** Made up by whoever sends the update; the answer has it, and the same id twice is one update. */
  id: string;
  quantity: number;
}

export type Answer = { accepted: true; order: Order } | { accepted: false; why: string };

const QUANTITY_MAX = 10;

/** An order that may be changed until it is packed; every change is checked and answered. */
export default async function placeOrder(order: Order): Promise<Order> {
  let isPacked = false;
  void answerUpdates(async ({ quantity }) => {
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > QUANTITY_MAX) return refused(`the quantity must be 1 to ${QUANTITY_MAX}`);
    if (isPacked) return refused("the order is packed");
    const more = quantity - order.quantity;
    if (more > 0 && !(await isReserved(order.item, more))) return refused(`there are no ${more} more`);
    if (isPacked) return refused("the order was packed in the meantime"); // time has passed at the await
    order.quantity = quantity;
    return { accepted: true, order: { ...order } };
  });
  await refId("packed");
  isPacked = true;
  await refId("shipped");
  return order;
}

/** Runs beside the workflow until it ends. One update after the other: while one is answered, the next ones wait in the mailbox. */
async function answerUpdates(apply: (update: Update) => Promise<Answer>): Promise<never> {
  const answers = new Map<string, Answer>();
  for (;;) {
    const update = await refId<Update>("update");
    const answer = answers.get(update.id) ?? await apply(update);
    answers.set(update.id, answer);
    outputJSON({ id: update.id, ...answer }, "order-updates");
  }
}

/** Asks the warehouse: an update may wait for the world like any other code. */
async function isReserved(item: string, quantity: number): Promise<boolean> {
  const answer = ref<boolean>();
  outputJSON({ ref: answer.id, item, quantity }, "stock-requests");
  return await answer;
}

function refused(why: string): Answer {
  return { accepted: false, why };
}
