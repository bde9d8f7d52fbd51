import { ref } from "kafka-workflow";
import { produce } from "immer";

export default async function main() {
  const base = { list: [1, 2], other: { count: 1 } };
  const next = produce(base, (draft) => void draft.list.push(3));
  await ref();
  const last = produce(next, (draft) => void draft.other.count++);
  return [base, next, last, next.other === base.other, Object.isFrozen(next.list)];
}
