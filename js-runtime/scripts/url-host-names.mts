import { decode, encode } from "punycode/";

/**
 * Host names that are not ASCII, as https://www.unicode.org/reports/tr46 has them for URLs (non-transitional, not strict). The tables of that standard would be
 * 240 kB of every bundle, and thousands of module objects to look at after every step; normalization forms, general categories and scripts of the JavaScript engine say
 * nearly the same. Left out are exceptions for single characters.
 */
const IGNORED = /[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const FULL_STOP = /[\u3002\uff0e\uff61]/gu;
const DISALLOWED = /[\p{C}\p{Z}\ufffd\u2ff0-\u2fff]/u;
const JOINERS = /[\u200c\u200d]/gu;
/** A joiner stands after a virama, or (the non-joiner) inside a word of a cursive script. */
const JOINER_OUT_OF_PLACE = /(?<![\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed])(?:\u200d|(?<![\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nko}])\u200c|\u200c(?![\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nko}]))/u;
const RIGHT_TO_LEFT = /(?=\p{L})[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nko}\p{sc=Samr}\p{sc=Mand}\p{sc=Adlm}\p{sc=Rohg}]/u;
const ONLY_RIGHT_TO_LEFT = /^(?:[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nko}\p{sc=Samr}\p{sc=Mand}\p{sc=Adlm}\p{sc=Rohg}]|[\p{M}\p{N}\p{P}\p{S}\u200c\u200d])*[\p{L}\p{N}]\p{M}*$/u;

/** `tr46.toASCII` as the URL parser calls it: the name with its labels in Punycode, or null when it is no host name. */
export function toASCII(domain: string): string | null {
  const labels = mapped(domain).split(".").map(unicode);
  const isBidi = labels.some((label) => label !== null && RIGHT_TO_LEFT.test(label));
  const ascii: string[] = [];
  for (const label of labels) {
    if (label === null || !isLabel(label) || (isBidi && !isBidiLabel(label))) return null;
    ascii.push(isAscii(label) ? label : `xn--${encode(label)}`);
  }
  return ascii.join(".");
}

/** Compatibility forms and case are folded, dots of other scripts are dots. Lower case by character: a final sigma stays what it was. */
function mapped(text: string): string {
  const folded = text.replace(FULL_STOP, ".").normalize("NFKC").replace(/./gsu, (char) => char.toLowerCase());
  return folded.normalize("NFKC").replace(IGNORED, "").replace(FULL_STOP, ".");
}

/** What an `xn--` label stands for; null when it stands for nothing. */
function unicode(label: string): string | null {
  if (!label.startsWith("xn--")) return label;
  if (!isAscii(label)) return null;
  try {
    const text = decode(label.slice("xn--".length));
    return text === "" || isAscii(text) || mapped(text) !== text ? null : text;
  } catch {
    return null; // not Punycode
  }
}

function isLabel(label: string): boolean {
  if (isAscii(label)) return true; // what ASCII characters a host may have is for the parser to say
  return !/^\p{M}/u.test(label) && !label.startsWith("xn--") && !DISALLOWED.test(label.replace(JOINERS, "")) && !JOINER_OUT_OF_PLACE.test(label);
}

/** RFC 5893, section 2: a label of such a name goes in one direction, and a right-to-left one begins with a letter. */
function isBidiLabel(label: string): boolean {
  if (label === "") return true;
  if (RIGHT_TO_LEFT.test(label)) return RIGHT_TO_LEFT.test([...label][0]!) && ONLY_RIGHT_TO_LEFT.test(label);
  return /^\p{L}/u.test(label);
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
