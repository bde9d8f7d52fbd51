import { ref } from "kafka-workflow";
import { parse, stringify, v4, v5, v7, validate } from "uuid";

export default async function main() {
  const id = v5("orders", "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  const bytes = parse(id);
  const made = [v4(), v7()];
  await ref();
  made.push(v4(), v7());
  return [id, validate(id), stringify(bytes) === id, new Set(made).size, made.every(validate)];
}
