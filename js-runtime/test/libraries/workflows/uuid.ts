import { ref } from "kafka-workflow";
import { parse, stringify, v5, validate } from "uuid";

export default async function main() {
  const id = v5("orders", "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  const bytes = parse(id);
  await ref();
  return [id, validate(id), stringify(bytes) === id];
}
