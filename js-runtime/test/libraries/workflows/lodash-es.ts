import { ref } from "kafka-workflow";
import { cloneDeep, curry, groupBy, memoize, sortBy, uniq } from "lodash-es";

export default async function main() {
  const groups = groupBy([1, 2, 3, 4], (n) => (n % 2 ? "odd" : "even"));
  const addOne = curry((a: number, b: number) => a + b)(1);
  let calls = 0;
  const twice = memoize((n: number) => (calls++, n * 2));
  twice(4);
  await ref();
  return [groups, addOne(2), twice(4), calls, cloneDeep({ a: [1] }), sortBy([3, 1, 2]), uniq([1, 1])];
}
