import { ref } from "kafka-workflow";
import { err, ok, ResultAsync, type Result } from "neverthrow";

export default async function main() {
  const good: Result<number, string> = ok(3);
  const bad = err<number, string>("no");
  await ref();
  const later = await ResultAsync.fromPromise(Promise.resolve(4), () => "never").map((n) => n + 1);
  return [good.map((n) => n + 1).unwrapOr(0), bad.isErr(), later.isOk() && later.value, bad.mapErr((e) => `${e}!`)];
}
