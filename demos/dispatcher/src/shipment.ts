import { outputJSON, ref } from "kafka-workflow";

/** Has a parcel packed and handed over. */
export async function shipment({ item }: { item: string }): Promise<{ trackingNumber: string }> {
  const trackingNumber = ref<string>();
  outputJSON({ ref: trackingNumber.id, item }, "warehouse");
  return { trackingNumber: await trackingNumber };
}
