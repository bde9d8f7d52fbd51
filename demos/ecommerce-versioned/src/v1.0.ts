import { refId } from "kafka-workflow";
import { type Envelope, handOff, newVersion } from "workflow-versioning";
import { pay } from "./pay.js";

export interface Line {
  item: string;
  cents: number;
}

/** What a customer does with the cart; all of it comes to one ref, so its order is kept. */
export type Action = { add: Line } | { remove: string } | { checkOut: true };

/** 1.0: things go into the cart and out of it until the customer checks out. */
export async function start(envelope: Envelope<{ customer: string }>): Promise<unknown> {
  const { customer } = envelope.payload;
  let cart: Line[] = [];
  for (;;) {
    const next = await Promise.race([
      refId<Action>("cart").then((action) => ({ action })),
      newVersion().then((version) => ({ version })),
    ]);
    if ("version" in next) return handOff(envelope, next.version, { customer, cart });
    if ("checkOut" in next.action) return await pay(customer, total(cart));
    cart = applied(cart, next.action);
  }
}

export function applied(cart: Line[], action: { add: Line } | { remove: string }): Line[] {
  return "add" in action ? [...cart, action.add] : cart.filter((line) => line.item !== action.remove);
}

export function total(cart: Line[]): number {
  return cart.reduce((sum, line) => sum + line.cents, 0);
}
