package io.kafkaworkflow.engine.topology;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 that refuses a lone surrogate, where {@code getBytes} would silently write a question mark. */
final class StrictUtf8 {

  /** @throws CharacterCodingException {@code text} is not well-formed UTF-16 */
  static byte[] encode(String text) throws CharacterCodingException {
    if (!hasSurrogates(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT).encode(CharBuffer.wrap(text));
    return Arrays.copyOfRange(bytes.array(), 0, bytes.limit());
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private StrictUtf8() {}
}
