package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.protocol.Utf8;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes from outside, for a terminal: no control character of theirs reaches it. */
public final class Printable {
  private static final int BYTES_PER_LINE = 32;

  /** The text, when the bytes are UTF-8. */
  public static Optional<String> utf8(byte[] bytes) {
    return Utf8.text(bytes);
  }

  /** On one line: text with control characters escaped, {@code 0x...} for what is no text, {@code -} for null. */
  public static String line(byte @Nullable [] bytes) {
    return bytes == null ? "-" : utf8(bytes).map(text -> escaped(text, false)).orElseGet(() -> "0x" + HexFormat.of().formatHex(bytes));
  }

  /** On one line: control characters escaped. */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** On several lines: control characters but line feeds and tabs escaped. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /** Offset and bytes, 32 on a line. */
  public static String hex(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    HexFormat pairs = HexFormat.ofDelimiter(" ");
    for (int at = 0; at < bytes.length; at += BYTES_PER_LINE) {
      int end = Math.min(bytes.length, at + BYTES_PER_LINE);
      out.append(String.format("%08x  %s%n", at, pairs.formatHex(bytes, at, end)));
    }
    return out.toString();
  }

  private static String escaped(String text, boolean keepsLines) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      boolean isKept = keepsLines && (c == '\n' || c == '\t');
      if (!isKept && (Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
        out.append(String.format("\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  private Printable() {}
}
