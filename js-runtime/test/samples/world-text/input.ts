// TextEncoder, TextDecoder, atob and btoa, with a decoder in the middle of a character when the thread is saved.
import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

function said(action: () => unknown): string {
  try {
    return String(action());
  } catch (error) {
    return (error as Error).name;
  }
}

export default async function main() {
  const encoder = new TextEncoder();
  const bytes = encoder.encode("aé€😀\ud800z");
  log([...bytes], encoder.encoding, encoder.encode().length);
  const target = new Uint8Array(5);
  await outside();
  log(encoder.encodeInto("€😀", target), [...target]);
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (const byte of encoder.encode("\ufeffß😀€")) {
    parts.push(decoder.decode(new Uint8Array([byte]), { stream: true }));
    await outside();
  }
  parts.push(decoder.decode());
  log(parts);
  for (const malformed of [[0xff], [0xc3], [0xe2, 0x82], [0xe2, 0x28, 0xa1], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x61, 0x80, 0x62]]) {
    log(malformed.length, [...new TextDecoder().decode(new Uint8Array(malformed))].map((c) => c.codePointAt(0)), said(() => new TextDecoder("utf8", { fatal: true }).decode(new Uint8Array(malformed))));
  }
  log(new TextDecoder(" UTF-8 ", { ignoreBOM: true }).decode(encoder.encode("\ufeffx")).length, new TextDecoder().decode(encoder.encode("\ufeff\ufeffx")).length);
  log(decoder.encoding, decoder.fatal, decoder.ignoreBOM, Object.prototype.toString.call(decoder), said(() => new TextDecoder("klingon")));
  log(new TextDecoder().decode(new DataView(encoder.encode("abc").buffer, 1)), said(() => new TextDecoder().decode("x" as never)));
  for (const text of ["", "a", "ab", "abc", "\xff\xfe\xfd\xfc", "hello world"]) log(btoa(text), atob(btoa(text)) === text);
  for (const text of ["YQ==", "YQ", " Y Q = = ", "YWI", "Y", "Y===", "!!!!", "YQ=a"]) log(text, said(() => atob(text)));
  log(said(() => btoa("€")));
}
