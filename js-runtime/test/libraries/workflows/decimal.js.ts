import { ref } from "kafka-workflow";
import { Decimal } from "decimal.js";

export default async function main() {
  const tenth = new Decimal("0.1");
  await ref();
  const sum = tenth.plus("0.2");
  await ref();
  return [sum.toString(), sum instanceof Decimal, sum.eq("0.3")];
}
