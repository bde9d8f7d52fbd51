import { ref } from "kafka-workflow";
import { z } from "zod";

const Order = z.object({ id: z.string(), amount: z.number().int().min(1), tags: z.array(z.string()).default([]) });

export default async function main() {
  const own = z.object({ value: z.union([z.string(), z.number()]) });
  const order = Order.parse({ id: "o-1", amount: 3 });
  await ref();
  const bad = Order.safeParse({ id: 1, amount: 0 });
  await ref();
  return [order, own.parse({ value: 4 }), bad.success, bad.error?.issues.length];
}
