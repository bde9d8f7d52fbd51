// AbortController, AbortSignal and EventTarget, with listeners that live in the thread.
import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

function work(signal: AbortSignal, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    void outside().then(() => resolve(`${name} done`));
  });
}

export default async function main() {
  const controller = new AbortController();
  const { signal } = controller;
  const seen: unknown[] = [];
  signal.onabort = (event) => seen.push(["on", event.type, event.target === signal]);
  const listener = { handleEvent(event: Event) { seen.push(["object", event.type, this === listener]); } };
  signal.addEventListener("abort", listener);
  signal.addEventListener("abort", listener);
  const removed = () => seen.push("removed");
  signal.addEventListener("abort", removed);
  await outside();
  signal.removeEventListener("abort", removed);
  const either = AbortSignal.any([signal, new AbortController().signal]);
  const both = AbortSignal.any([either]);
  both.addEventListener("abort", () => seen.push(["any", both.aborted, both.reason === signal.reason]));
  const result = work(either, "first").catch((error: Error) => error);
  await outside();
  log(signal.aborted, signal.reason, either.aborted);
  controller.abort("enough");
  controller.abort("again");
  log(await result, signal.reason, seen);
  log(await work(signal, "second").catch((error) => `not begun: ${error}`));
  const plain = new AbortController();
  await outside();
  plain.abort();
  const reason = plain.signal.reason as DOMException;
  log(reason.name, reason.code, reason.message, reason instanceof Error === false || true);
  try {
    plain.signal.throwIfAborted();
  } catch (error) {
    log(error === reason);
  }
  log(AbortSignal.abort(7).reason, AbortSignal.any([AbortSignal.abort(8)]).reason, Object.prototype.toString.call(signal));
  const target = new EventTarget();
  target.addEventListener("x", (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, { once: true });
  target.addEventListener("x", () => log("second listener"));
  await outside();
  const event = new Event("x", { cancelable: true });
  log(target.dispatchEvent(event), event.defaultPrevented, event.target === target, event.currentTarget);
  log(target.dispatchEvent(new Event("x")));
  try {
    new (AbortSignal as never as new () => unknown)();
  } catch (error) {
    log((error as Error).name);
  }
}
