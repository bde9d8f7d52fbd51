import { invalidEvent } from "./error.js";

/** Rules for one attribute: throws when the value breaks them. */
type Rule = (name: string, value: unknown) => void;

const RULES: Record<string, Rule> = {
  specversion: (name, value) => {
    if (value !== "1.0") throw invalidEvent(`${name} must be "1.0", found ${shown(value)}`);
  },
  id: text, type: text, subject: text,
  source: (name, value) => matching(name, value, URI_REFERENCE, "a URI reference"),
  dataschema: (name, value) => matching(name, value, URI, "an absolute URI"),
  datacontenttype: (name, value) => matching(name, value, MEDIA_TYPE, "a media type"),
  time: (name, value) => {
    matching(name, value, TIMESTAMP, "a timestamp of RFC 3339");
    if (!isTime(value as string)) throw invalidEvent(`${name} must be a timestamp of RFC 3339, found one that does not exist`);
  },
};

export const REQUIRED = ["specversion", "id", "source", "type"] as const;

const URI_CHARACTERS = "(?:[A-Za-z0-9\\-._~:/?#[\\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})";
const URI_REFERENCE = new RegExp(`^${URI_CHARACTERS}+$`);
const URI = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:${URI_CHARACTERS}+$`);
const TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}(?:\\s*;\\s*${TOKEN}=(?:${TOKEN}|"[^"]*"))*\\s*$`);
const TIMESTAMP = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const NAME = /^[a-z0-9]+$/;
/** Control characters, noncharacters and halves of surrogate pairs. */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\ufdd0-\ufdef]|\p{Surrogate}|[\ufffe\uffff\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u;

/** Checks name and value of an attribute that is set; extensions may be strings, booleans, integers of 32 bits and bytes. @throws CloudEventError */
export function checkAttribute(name: string, value: unknown): void {
  if (!NAME.test(name)) throw invalidEvent(`the name of an attribute has lower-case letters and digits alone, found ${JSON.stringify(name.slice(0, 40))}`);
  if (name === "data") throw invalidEvent("an attribute must not be called data");
  const rule = RULES[name];
  if (rule !== undefined && Object.hasOwn(RULES, name)) rule(name, value);
  else checkExtension(name, value);
}

function checkExtension(name: string, value: unknown): void {
  if (typeof value === "boolean" || value instanceof Uint8Array) return;
  if (typeof value === "number") {
    if (!Number.isInteger(value) || value < -2_147_483_648 || value > 2_147_483_647) throw invalidEvent(`${name} must be an integer of 32 bits`);
  } else if (typeof value !== "string") {
    throw invalidEvent(`${name} must be a string, a boolean, an integer or bytes, found ${shown(value)}`);
  } else {
    checkCharacters(name, value);
  }
}

function text(name: string, value: unknown): void {
  if (typeof value !== "string" || value === "") throw invalidEvent(`${name} must be a string that is not empty, found ${shown(value)}`);
  checkCharacters(name, value);
}

function matching(name: string, value: unknown, pattern: RegExp, what: string): void {
  text(name, value);
  if (!pattern.test(value as string)) throw invalidEvent(`${name} must be ${what}`);
}

function checkCharacters(name: string, value: string): void {
  if (FORBIDDEN.test(value)) throw invalidEvent(`${name} has a control character, a noncharacter or half of a surrogate pair`);
}

/** Month, day, hour, minute, second and offset are in their bounds; a leap second counts. */
function isTime(value: string): boolean {
  const [year, month, day, hour, minute, second] = value.split(/[-Tt:.Zz+]/).map(Number) as [number, number, number, number, number, number];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const [, offsetHour = 0, offsetMinute = 0] = (/[+-](\d\d):(\d\d)$/.exec(value) ?? []).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay && hour <= 23 && minute <= 59 && second <= 60 && offsetHour <= 23 && offsetMinute <= 59;
}

/** Kind of a value, never its contents. */
function shown(value: unknown): string {
  return value === undefined ? "none" : value === null ? "null" : value === "" ? "an empty one" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
