// What scripts/bundle-url-parser.mjs makes of whatwg-url: the parser and serializer of https://url.spec.whatwg.org, without its tables for host names.

/** A URL record. */
export interface UrlRecord {
  scheme: string;
  username: string;
  password: string;
  host: unknown;
  port: number | null;
  path: string | string[];
  query: string | null;
  fragment: string | null;
}

/** The basic URL parser; null when the text is no URL. With `url` and `stateOverride` it changes a part of `url`. */
export function basicURLParse(input: string, options?: { baseURL?: UrlRecord | null; url?: UrlRecord; stateOverride?: string }): UrlRecord | null;
export function serializeURL(url: UrlRecord): string;
export function serializePath(url: UrlRecord): string;
export function serializeHost(host: unknown): string;
export function serializeURLOrigin(url: UrlRecord): string;
export function cannotHaveAUsernamePasswordPort(url: UrlRecord): boolean;
export function hasAnOpaquePath(url: UrlRecord): boolean;
export function setTheUsername(url: UrlRecord, username: string): void;
export function setThePassword(url: UrlRecord, password: string): void;
export function parseUrlencodedString(text: string): [string, string][];
export function serializeUrlencoded(pairs: readonly (readonly [string, string])[]): string;
