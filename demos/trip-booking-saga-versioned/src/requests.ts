import { outputJSON, ref } from "kafka-workflow";

export type Kind = "hotel" | "flight" | "insurance" | "package";

export async function reserve(kind: Kind, city: string): Promise<string> {
  const answer = ref<string>();
  outputJSON({ ref: answer.id, do: "reserve", kind, city }, "trip-requests");
  return await answer;
}

export function giveBack(kind: Kind, reservation: string): void {
  outputJSON({ do: "cancel", kind, reservation }, "trip-requests");
}
