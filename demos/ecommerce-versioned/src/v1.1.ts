import { refId } from "kafka-workflow";
import { type Envelope, handOff, newVersion } from "workflow-versioning";
import { pay } from "./pay.js";
import { type Action as OldAction, applied, type Line, total } from "./v1.0.js";

/** What 1.1 hands over, and takes over: 1.0 knows no vouchers, so that field may be missing. */
interface State {
  customer: string;
  cart: Line[];
  vouchers?: string[];
}

type Action = OldAction | { voucher: string };

/** Each different voucher takes this off. */
const VOUCHER_CENTS = 500;

export const start = (envelope: Envelope<{ customer: string }>): Promise<unknown> => shop(envelope, { ...envelope.payload, cart: [] });

export const handoff = (envelope: Envelope<State>): Promise<unknown> => shop(envelope, envelope.payload);

/** 1.1: as 1.0, with vouchers. A cart of 1.0 goes on here as it is. */
async function shop(envelope: Envelope, { customer, cart: first, vouchers: given = [] }: State): Promise<unknown> {
  let cart = first;
  const vouchers = new Set(given);
  for (;;) {
    const next = await Promise.race([
      refId<Action>("cart").then((action) => ({ action })),
      newVersion().then((version) => ({ version })),
    ]);
    if ("version" in next) return handOff(envelope, next.version, { customer, cart, vouchers: [...vouchers] } satisfies State);
    if ("checkOut" in next.action) return await pay(customer, Math.max(0, total(cart) - vouchers.size * VOUCHER_CENTS));
    if ("voucher" in next.action) vouchers.add(next.action.voucher);
    else cart = applied(cart, next.action);
  }
}
