import { ref } from "kafka-workflow";
import { addDays, differenceInDays, formatISO } from "date-fns";

export default async function main() {
  const begin = new Date(2026, 0, 30);
  const end = addDays(begin, 3);
  await ref();
  return [formatISO(end, { representation: "date" }), differenceInDays(end, begin)];
}
