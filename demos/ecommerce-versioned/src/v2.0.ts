import { refId } from "kafka-workflow";
import type { Envelope } from "workflow-versioning";
import { pay } from "./pay.js";

/** Counts of articles; what they cost is the catalogue's business. */
type Action = { article: string; count: number } | { checkOut: { currency: string; amount: number } };

/** 2.0: a cart of articles and counts, paid in any currency. A 1.x cart of prices cannot become one. */
export async function start({ payload }: Envelope<{ customer: string }>): Promise<unknown> {
  const counts = new Map<string, number>();
  for (;;) {
    const action = await refId<Action>("cart");
    if ("checkOut" in action) {
      const { amount, currency } = action.checkOut;
      return { articles: Object.fromEntries(counts), ...(await pay(payload.customer, amount, currency)) };
    }
    counts.set(action.article, action.count);
  }
}
