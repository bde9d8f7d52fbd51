import { DOMException } from "./dom-exception.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** `btoa(data)`: Base64 of a string whose characters are bytes. */
export function btoa(data: string): string {
  const text = String(data);
  let encoded = "";
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    if (a > 255 || b > 255 || c > 255) throw new DOMException("btoa: the string has a character above 255", "InvalidCharacterError");
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    encoded += DIGITS[bits >> 18]! + DIGITS[(bits >> 12) & 63]! + (i + 1 < text.length ? DIGITS[(bits >> 6) & 63]! : "=") + (i + 2 < text.length ? DIGITS[bits & 63]! : "=");
  }
  return encoded;
}

/** `atob(data)`: the bytes, as characters, that a Base64 text stands for (https://infra.spec.whatwg.org/#forgiving-base64-decode). */
export function atob(data: string): string {
  let text = String(data).replace(/[\t\n\f\r ]/g, "");
  if (text.length % 4 === 0) text = text.replace(/==?$/, "");
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) throw new DOMException("atob: the string is not Base64", "InvalidCharacterError");
  let decoded = "";
  let bits = 0;
  let count = 0;
  for (const digit of text) {
    bits = (bits << 6) | DIGITS.indexOf(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += String.fromCharCode((bits >> count) & 255);
    bits &= (1 << count) - 1;
  }
  return decoded;
}
