// Workflows for tests of the step executor; `kind` says which.
import * as W from "kafka-workflow";

export const manifest = { outputTopics: ["out"] };

interface Order {
  kind: string;
  count?: number;
}

const euros = new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR" });
let total = 0;
const seen: string[] = [];
const limits = { max: 3 };

const kinds: Record<string, (order: Order) => unknown> = {
  async echo(order) {
    const answer = W.refId<unknown>("answer");
    W.outputJSON({ asks: order.kind }, "out");
    return { got: await answer };
  },
  async compensations(order) {
    const undo: (() => void)[] = [];
    for (let i = 0; i < (order.count ?? 3); i++) {
      const value = await W.refId<number>(`r${i}`);
      undo.push(() => W.output(`undo ${i}: ${value}`, "out"));
    }
    for (const compensate of undo.reverse()) compensate();
    return undo.length;
  },
  async world() {
    const ids = [crypto.randomUUID(), crypto.randomUUID()];
    const entries = new Map([["a", 1], ["b", 2], ["c", 3]]).entries();
    entries.next();
    const key = {};
    const weak = new WeakMap<object, string>([[key, "kept"], [{}, "dropped"]]);
    const controller = new AbortController();
    const told: string[] = [];
    controller.signal.addEventListener("abort", () => told.push(String(controller.signal.reason)));
    await W.refId("go");
    ids.push(crypto.randomUUID());
    controller.abort("enough");
    return {
      ids: [new Set(ids).size, ids.every((id) => /^[0-9a-f-]{36}$/.test(id))], entries: [...entries], weak: weak.get(key), told,
      text: new TextDecoder().decode(structuredClone(new TextEncoder().encode("ä😀"))),
    };
  },
  async intl() {
    const format = (amount: number) => euros.format(amount);
    const date = new Date(Date.UTC(2026, 1, 3, 4, 5, 6));
    const namespace = Intl;
    await W.refId("go");
    const { timeZone, locale } = new namespace.DateTimeFormat("lv-LV", { timeZone: "Europe/Riga" }).resolvedOptions();
    const riga = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
    return [
      format(1234.5), locale, riga.formatToParts(date).filter(({ type }) => type !== "literal").map(({ value }) => value).join(" "),
      ["z", "ä", "a"].sort(new Intl.Collator("sv").compare).join(""), new Intl.PluralRules("lv").select(21), new Intl.ListFormat("en").format(["a", "b", "c"]),
      (1e6).toLocaleString("en-US"), "I".toLocaleLowerCase("tr"), date.toLocaleDateString("de-DE", { timeZone: "UTC" }), date.getTimezoneOffset(),
      new Date("2026-02-03T04:05:06+02:00").toISOString(), Date.parse("2026-02-03"), String(new Date(NaN)), date.toUTCString(), new Date(2026, 0).toJSON(),
    ];
  },
  async heldFormatter() {
    const order = { formatter: new Intl.NumberFormat("de-DE") };
    await W.refId("go");
    return order.formatter.format(1);
  },
  async urls() {
    const url = new URL("https://user@münchen.example:8443/a/../ä?x=1#h");
    const { searchParams } = url;
    const names = searchParams.keys();
    await W.refId("go");
    searchParams.append("né", "a b");
    return [url, names.next().value, url.searchParams === searchParams, URL.canParse("http://a b/"), new URL("https://क्‍ष.example/").host];
  },
  async moduleState() {
    total += 1;
    seen.push(W.threadId);
    limits.max++;
    await W.refId("go");
    total += 10;
    return { total, seen, max: limits.max };
  },
  async moduleStateThenRefused() {
    total = 1000;
    seen.push("refused");
    W.output("lost", "out");
    W.output("x", "undeclared");
  },
  async frozenModuleState() {
    Object.freeze(limits);
    await W.refId("go");
  },
  async changedBuiltIn() {
    W.output("lost", "out");
    (Array.prototype as any).first = 1;
    await W.refId("go");
  },
  async frozenBuiltIn() {
    Object.freeze(globalThis);
    await W.refId("go");
  },
  changedAtTheEnd() {
    const found = typeof ([] as any).first;
    (Array.prototype as any).first = 1;
    return found;
  },
  async endless() {
    total = 2000;
    W.output("lost", "out");
    for (;;) total++;
  },
  async endlessFinally() {
    try {
      for (;;) total++;
    } finally {
      total = -1;
      W.output("from finally", "out");
    }
  },
  async recursion() {
    const deeper = (n: number): number => deeper(n + 1) + 1;
    return deeper(0);
  },
  async recursionCaught() {
    const deeper = (n: number): number => deeper(n + 1) + 1;
    try {
      return deeper(0);
    } catch (e) {
      return (e as Error).name;
    }
  },
  async throws() {
    await W.refId("go");
    throw new TypeError("no such order");
  },
  async cancelled() {
    try {
      await W.refId("go");
    } catch (e) {
      W.output(`cancelled: ${String((e as W.CancelToken).reason)}`, "out");
      throw e;
    }
  },
  async unsaveable() {
    const order = { client: { socket: new Proxy({}, {}) } };
    W.output("lost", "out");
    await W.refId("go");
    return order.client;
  },
  async large(order) {
    const data = Array.from({ length: order.count ?? 0 }, (_, i) => `item ${i}`);
    await W.refId("go");
    return data.length;
  },
  async outputs(order) {
    for (let i = 0; i < (order.count ?? 0); i++) W.output("x".repeat(1000), "out");
  },
  async logs() {
    console.log("hello", { n: 1 });
    console.warn("careful");
    await W.refId("go");
  },
  java: () => (globalThis as any).Java.type("java.lang.System"),
  polyglot: () => (globalThis as any).Polyglot.eval("js", "1"),
  load: () => (globalThis as any).load("/etc/passwd"),
  graal: () => (globalThis as any).Graal.versionGraalVM,
  packages: () => (globalThis as any).Packages.java.lang.System.exit(1),
  network: () => (globalThis as any).fetch("http://127.0.0.1/"),
  makesCode: () => new (globalThis as any).Function("return 1")(),
  throughConstructor: () => (kinds as any).constructor.constructor("return 1")(),
  sharedMemory: () => new (globalThis as any).SharedArrayBuffer(8),
};

export default async function main(order: Order): Promise<unknown> {
  return await kinds[order.kind](order);
}
