package io.kafkaworkflow.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 that is refused when it is broken, where `new String(bytes, UTF_8)` would silently put U+FFFD. */
public final class Utf8 {
  /** What decoding found: the text, or the byte offset of the first broken sequence. */
  sealed interface Decoded {
    /** @throws IllegalStateException the bytes are broken; ask first */
    String text();

    record Text(String text) implements Decoded {}

    record BrokenAt(int position) implements Decoded {
      @Override
      public String text() {
        throw new IllegalStateException("Expected UTF-8, but it is broken at byte " + position);
      }
    }
  }

  /** The text; empty when the bytes are broken. */
  public static Optional<String> text(byte[] bytes) {
    return decode(bytes) instanceof Decoded.Text decoded ? Optional.of(decoded.text()) : Optional.empty();
  }

  static Decoded decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // U+FFFD may be genuine: only then the slow, exact decoder decides
    return text.indexOf('\uFFFD') < 0 ? new Decoded.Text(text) : decodeExactly(bytes);
  }

  private static Decoded decodeExactly(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    return result.isError() ? new Decoded.BrokenAt(in.position()) : new Decoded.Text(out.flip().toString());
  }

  /** Bytes that the first `chars` UTF-16 units of `text` take. */
  static int byteOffset(String text, long chars) {
    return text.substring(0, (int) Math.min(Math.max(chars, 0), text.length())).getBytes(StandardCharsets.UTF_8).length;
  }

  private Utf8() {}
}
