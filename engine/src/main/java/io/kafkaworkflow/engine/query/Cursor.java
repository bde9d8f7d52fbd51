package io.kafkaworkflow.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of all threads: by partition, then by the bytes of the id. It means the same to every engine, before and after a rebalance.
 *
 * @param after the last id that was looked at; null before the first
 */
public record Cursor(int partition, @Nullable String after) {
  public static final Cursor START = new Cursor(0, null);
  private static final int PARTITION_MAX = 1_000_000;

  /** Printable, for URLs. */
  public String toText() {
    String text = after == null ? partition + "" : partition + ":" + after;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** Empty for what {@link #toText} never made. */
  public static Optional<Cursor> parse(String text) {
    try {
      String plain = UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text))).toString();
      int colon = plain.indexOf(':');
      int partition = Integer.parseInt(colon < 0 ? plain : plain.substring(0, colon));
      return partition < 0 || partition > PARTITION_MAX ? Optional.empty() : Optional.of(new Cursor(partition, colon < 0 ? null : plain.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
