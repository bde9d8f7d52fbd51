import { outputJSON, ref } from "kafka-workflow";

export async function pay(customer: string, amount: number, currency = "EUR"): Promise<{ paid: number; receipt: string }> {
  const receipt = ref<string>();
  outputJSON({ ref: receipt.id, customer, amount, currency }, "shop-payments");
  return { paid: amount, receipt: await receipt };
}
