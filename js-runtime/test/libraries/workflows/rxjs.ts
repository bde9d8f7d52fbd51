import { ref } from "kafka-workflow";
import { BehaviorSubject, filter, map, scan, Subject } from "rxjs";

export default async function main() {
  const source = new Subject<number>();
  const last = new BehaviorSubject(0);
  const got: number[] = [];
  const subscription = source
    .pipe(filter((n) => n % 2 === 1), map((n) => n * 10), scan((sum, n) => sum + n, 0))
    .subscribe((sum) => (got.push(sum), last.next(sum)));
  source.next(1);
  await ref();
  source.next(2);
  source.next(3);
  await ref();
  subscription.unsubscribe();
  source.next(5);
  return [got, last.value, source.observed];
}
