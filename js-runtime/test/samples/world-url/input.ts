// URL and URLSearchParams, changed through each other, walked and kept while the thread is saved.
import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

const PARTS = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"] as const;
const atModuleLevel = new URL("https://example.org/module?n=1");

function parts(url: URL): string {
  return PARTS.map((part) => url[part]).join(" ");
}

function said(action: () => unknown): string {
  try {
    return String(action());
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    return `${name} ${code === "ERR_INVALID_URL" ? `${message} ${code}` : ""}`;
  }
}

async function parsing() {
  const inputs: [string, string?][] = [
    ["https://user:pä ss@EXAMPLE.com:443/a/../b/./c%20d?x=1&y=ä#frag ment"], ["../up?q#h", "http://host:8080/a/b/c"], ["//other/p", "https://host/"], ["?only", "https://host/p?q#h"], ["", "https://host/p?q#h"],
    ["http://[::1]:3000/"], ["http://[2001:db8:0:0:1:0:0:1]"], ["http://0x7f.1/"], ["http://256.256.256.256/"], ["http://192.168.257"], ["file:///C|/x/../y"], ["file://host/share/f"], ["mailto:a@b.example?subject=x"],
    ["data:text/plain,hello world#f"], ["javascript:alert(1)"], ["non-special://Host:99/%7Efoo?'x'"], ["http://a b/"], ["http://:80/"], ["no scheme"], ["http://host:99999/"], ["\thttps://x\n.example/ "], ["blob:https://a.example/uuid"],
    ["https://münchen.example/ß"], ["https://faß.de"], ["https://ΒΌΛΟΣ.example"], ["https://日本語。jp"], ["https://xn--mnchen-3ya.example"], ["https://xn--a"], ["https://ＧＯ.com"], ["https://soft\u00adhyphen.example"], ["https://☃.net/"],
    ["https://אב.example"], ["https://\u0301a.example"], ["https://a\u200db.example"], ["https://क्‍ष.example"], ["https://%ef%bc%a1.example"], ["ws://h:80"], ["wss://h:80/%zz"], ["http://1.2.3.08"], ["https://a%00b"],
  ];
  for (const [input, base] of inputs) {
    log(JSON.stringify(input), said(() => parts(new URL(input, base))), URL.canParse(input, base));
    if (input === "data:text/plain,hello world#f") await outside();
  }
  for (const wrong of [() => new URL(), () => new (URL as any)("x", "y"), () => (URL as any)("https://x"), () => new URL(Symbol() as any), () => Object.getOwnPropertyDescriptor(URL.prototype, "href")!.get!.call({})]) log(said(wrong as () => unknown));
}

async function changing() {
  const url = new URL("https://example.org:8443/a?x=1&x=2#h");
  const { searchParams } = url;
  searchParams.append("é", "ü & =");
  await outside();
  log(parts(url), searchParams === url.searchParams, searchParams.size);
  searchParams.delete("x", "1");
  url.search = "?a=b c+d%20e&&=z&k";
  await outside();
  log(url.href, [...searchParams], searchParams.get("a"), searchParams.get("none"));
  searchParams.set("a", "1");
  searchParams.sort();
  log(url.href);
  for (const key of [...searchParams.keys()]) searchParams.delete(key);
  log(url.href, url.search === "");
  url.protocol = "http";
  url.protocol = "mailto";
  url.host = "other.example:80";
  await outside();
  url.hostname = "bad host";
  url.hostname = "third.example";
  url.port = "8080x";
  url.username = "me@";
  url.password = "p:w";
  url.pathname = "/x y/../z";
  url.hash = "ä";
  log(parts(url));
  url.port = "";
  url.hash = "";
  url.username = "";
  url.password = "";
  log(JSON.stringify({ url }), String(url), `${url}`, Object.prototype.toString.call(url));
  log(said(() => { url.href = "nothing"; }), url.href);
  url.href = "data:x,y";
  url.pathname = "/ignored";
  url.host = "ignored";
  url.port = "1";
  log(parts(url));
}

async function pairs() {
  log(String(new URLSearchParams({ a: "1", b: "2 3" })), String(new URLSearchParams([["a", "1"], ["a", "ü"]])), String(new URLSearchParams("?a=%41%zz+%E2%82%AC&b")), String(new URLSearchParams(new Map([["m", "1"]]) as any)));
  log(String(new URLSearchParams()), String(new URLSearchParams(undefined)), String(new URLSearchParams(new URLSearchParams("a=1"))), String(new URLSearchParams("\ud800=~*-._'()!")));
  for (const wrong of [() => new URLSearchParams([["a"]] as any), () => new URLSearchParams([1] as any), () => (new URLSearchParams() as any).get(), () => (new URLSearchParams() as any).append("a"), () => (new URLSearchParams() as any).forEach(1)]) log(said(wrong));
  const params = new URLSearchParams("a=1&b=2&c=3&a=4");
  const entries = params.entries();
  log(entries.next().value);
  await outside();
  params.delete("b");
  log([...entries], params.getAll("a"), params.has("a"), params.has("a", "5"), params.has("b"));
  for (const [name, value] of params) {
    await outside();
    log(name, value);
  }
  params.forEach(function (this: unknown, value, name, all) { log(value, name, all === params, this); }, 7);
  log(Object.prototype.toString.call(params), params.size, [...params.values()], URLSearchParams.prototype[Symbol.iterator] === URLSearchParams.prototype.entries);
}

export default async function main() {
  await parsing();
  await changing();
  await pairs();
  atModuleLevel.searchParams.set("n", "2");
  await outside();
  log(atModuleLevel.href);
  class Mine extends URL {
    get first() { return this.pathname.split("/")[1]; }
  }
  const mine = new Mine("https://x.example/one/two");
  await outside();
  log(mine.first, mine instanceof URL);
}
