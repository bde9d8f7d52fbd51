package io.kafkaworkflow.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding that refuses what it cannot decode exactly, where the JDK's would put replacement characters. */
final class PercentCode {

  /**
   * @param isQuery a plus stands for a space
   * @param where for the problem
   * @throws ProblemException {@code http/bad-request}
   */
  static String decode(String text, boolean isQuery, String where) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        boolean isWhole = i + 2 < text.length();
        int high = isWhole ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = isWhole ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw Problems.badRequest("expected two hexadecimal digits after a percent sign", where).asException();
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c > 0x7e || c <= 0x20) {
        throw Problems.badRequest("expected printable ASCII characters, everything else percent-encoded", where).asException();
      } else {
        bytes.write(isQuery && c == '+' ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw Problems.badRequest("expected UTF-8, percent-encoded", where).asException();
    }
  }

  private PercentCode() {}
}
