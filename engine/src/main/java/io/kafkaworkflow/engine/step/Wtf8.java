package io.kafkaworkflow.engine.step;

import java.io.ByteArrayOutputStream;

/**
 * UTF-8 that also carries lone surrogates, as the three bytes of their code point, so that every JavaScript string survives. A
 * surrogate pair is always one sequence of four bytes.
 *
 * @see <a href="https://simonsapin.github.io/wtf-8/">The WTF-8 encoding</a>
 */
final class Wtf8 {

  private Wtf8() {}

  static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i); // a lone surrogate is its own code point
      i += Character.charCount(c);
      if (c < 0x80) {
        out.write(c);
      } else if (c < 0x800) {
        out.write(0xc0 | c >> 6);
        out.write(0x80 | c & 0x3f);
      } else if (c < 0x10000) {
        out.write(0xe0 | c >> 12);
        out.write(0x80 | c >> 6 & 0x3f);
        out.write(0x80 | c & 0x3f);
      } else {
        out.write(0xf0 | c >> 18);
        out.write(0x80 | c >> 12 & 0x3f);
        out.write(0x80 | c >> 6 & 0x3f);
        out.write(0x80 | c & 0x3f);
      }
    }
    return out.toByteArray();
  }

  static String decode(byte[] bytes, int from, int length) {
    int end = from + length;
    int ascii = from;
    while (ascii < end && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == end) {
      return new String(bytes, from, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    StringBuilder out = new StringBuilder(length);
    for (int i = from; i < end; ) {
      i = decodeOne(bytes, i, end, out);
    }
    return out.toString();
  }

  /** Appends the code point at {@code at} and returns the offset after it. */
  private static int decodeOne(byte[] bytes, int at, int end, StringBuilder out) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x80) {
      out.append((char) lead);
      return at + 1;
    }
    int more = lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xc0 && lead < 0xe0 ? 1 : 0;
    if (more == 0 || at + more >= end) {
      throw malformed(at);
    }
    int c = lead & 0x3f >> more;
    for (int i = 1; i <= more; i++) {
      int next = bytes[at + i] & 0xff;
      if (next >> 6 != 2) {
        throw malformed(at + i);
      }
      c = c << 6 | next & 0x3f;
    }
    int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    boolean splitPair = c >>> 10 == 0x37 && out.length() > 0 && Character.isHighSurrogate(out.charAt(out.length() - 1));
    if (c < least || c > Character.MAX_CODE_POINT || splitPair) {
      throw malformed(at);
    }
    out.appendCodePoint(c);
    return at + more + 1;
  }

  private static MalformedContinuationException malformed(int at) {
    return MalformedContinuationException.at(at, "expected the shortest form of a WTF-8 sequence");
  }
}
