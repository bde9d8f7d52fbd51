import { describe, expect, it } from "vitest";
import { roundTrip, write } from "./tables.js";

describe("strings", () => {
  const texts = ["", "a", "é", "€", "😀", "\ud800", "\udc00", "\udc00\ud800", "a\ud83dz", "\ud83d😀\ude00", "\0\u007f\u0080\u07ff\u0800\uffff"];
  it.each(texts)("keeps %j", (text) => {
    expect(roundTrip(text)).toBe(text);
  });

  it("keeps every UTF-16 unit, alone and before a low surrogate", () => {
    for (let unit = 0; unit <= 0xffff; unit += 7) {
      const text = String.fromCharCode(unit, 0xdc00, unit);
      expect(roundTrip(text)).toBe(text);
    }
  });

  it("writes a text once", () => {
    const text = "x".repeat(1000);
    expect(write([text, text, text]).length).toBeLessThan(1020);
  });

  it("keeps texts longer than one chunk", () => {
    const text = "aé😀".repeat(5000);
    expect(roundTrip(text)).toBe(text);
  });
});
