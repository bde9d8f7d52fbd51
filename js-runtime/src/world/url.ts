import {
  basicURLParse, cannotHaveAUsernamePasswordPort, hasAnOpaquePath, parseUrlencodedString, serializeHost, serializePath, serializeURL, serializeURLOrigin, setThePassword, setTheUsername,
  type UrlRecord,
} from "./url-parser.js";
import { onChange, pairs, URLSearchParams, usv } from "./url-search-params.js";

export { URLSearchParams };

/** https://url.spec.whatwg.org/#url-class; the parser is whatwg-url's. */

const record = Symbol("record");
const params = Symbol("params");

/** `URL` */
export class URL {
  [record]: UrlRecord;
  [params]: URLSearchParams;

  constructor(url: unknown, base?: unknown) {
    if (arguments.length === 0) throw new TypeError("URL: 1 argument is needed, but there are 0");
    const input = usv(url);
    const parsed = parse(input, base);
    if (parsed === null) throw invalid(input, base);
    this[record] = parsed;
    this[params] = new URLSearchParams();
    this[params][pairs] = parseUrlencodedString(parsed.query ?? "");
    this[params][onChange] = (query) => {
      this[record].query = query === "" ? null : query;
    };
  }

  static canParse(url: unknown, base?: unknown): boolean {
    return parse(usv(url), base) !== null;
  }

  static parse(url: unknown, base?: unknown): URL | null {
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }

  get href(): string {
    return serializeURL(this[record]);
  }

  set href(value: string) {
    const input = usv(value);
    const parsed = basicURLParse(input);
    if (parsed === null) throw invalid(input, undefined);
    this[record] = parsed;
    this[params][pairs] = parseUrlencodedString(parsed.query ?? "");
  }

  get origin(): string {
    return serializeURLOrigin(this[record]);
  }

  get protocol(): string {
    return `${this[record].scheme}:`;
  }

  set protocol(value: string) {
    basicURLParse(`${usv(value)}:`, { url: this[record], stateOverride: "scheme start" });
  }

  get username(): string {
    return this[record].username;
  }

  set username(value: string) {
    const text = usv(value);
    if (!cannotHaveAUsernamePasswordPort(this[record])) setTheUsername(this[record], text);
  }

  get password(): string {
    return this[record].password;
  }

  set password(value: string) {
    const text = usv(value);
    if (!cannotHaveAUsernamePasswordPort(this[record])) setThePassword(this[record], text);
  }

  get host(): string {
    const { port } = this[record];
    return port === null ? this.hostname : `${this.hostname}:${port}`;
  }

  set host(value: string) {
    const text = usv(value);
    if (!hasAnOpaquePath(this[record])) basicURLParse(text, { url: this[record], stateOverride: "host" });
  }

  get hostname(): string {
    const { host } = this[record];
    return host === null ? "" : serializeHost(host);
  }

  set hostname(value: string) {
    const text = usv(value);
    if (!hasAnOpaquePath(this[record])) basicURLParse(text, { url: this[record], stateOverride: "hostname" });
  }

  get port(): string {
    const { port } = this[record];
    return port === null ? "" : String(port);
  }

  set port(value: string) {
    const text = usv(value);
    if (cannotHaveAUsernamePasswordPort(this[record])) return;
    if (text === "") this[record].port = null;
    else basicURLParse(text, { url: this[record], stateOverride: "port" });
  }

  get pathname(): string {
    return serializePath(this[record]);
  }

  set pathname(value: string) {
    const text = usv(value);
    if (hasAnOpaquePath(this[record])) return;
    this[record].path = [];
    basicURLParse(text, { url: this[record], stateOverride: "path start" });
  }

  get search(): string {
    const { query } = this[record];
    return query === null || query === "" ? "" : `?${query}`;
  }

  set search(value: string) {
    const given = usv(value);
    const text = given.replace(/^\?/, "");
    this[record].query = given === "" ? null : "";
    if (given !== "") basicURLParse(text, { url: this[record], stateOverride: "query" });
    this[params][pairs] = parseUrlencodedString(text);
  }

  get searchParams(): URLSearchParams {
    return this[params];
  }

  get hash(): string {
    const { fragment } = this[record];
    return fragment === null || fragment === "" ? "" : `#${fragment}`;
  }

  set hash(value: string) {
    const text = usv(value);
    this[record].fragment = text === "" ? null : "";
    if (text !== "") basicURLParse(text.replace(/^#/, ""), { url: this[record], stateOverride: "fragment" });
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }

  get [Symbol.toStringTag](): string {
    return "URL";
  }
}

function parse(input: string, base: unknown): UrlRecord | null {
  if (base === undefined) return basicURLParse(input);
  const baseURL = basicURLParse(usv(base));
  return baseURL === null ? null : basicURLParse(input, { baseURL });
}

/** With the properties that Node gives it. */
function invalid(input: string, base: unknown): TypeError {
  return Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input }, base === undefined ? {} : { base: usv(base) });
}
