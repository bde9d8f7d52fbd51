package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Ids for threads whose starter names none. */
final class ThreadIds {
  private static final int DIGEST_BYTES = 18;

  /** Of the idempotency key, so that a start that is repeated meets the thread that it started; random without one. */
  static String generate(Optional<String> idempotencyKey) {
    return idempotencyKey.map(key -> "i-" + digest(key)).orElseGet(() -> UUID.randomUUID().toString());
  }

  private static String digest(String key) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private ThreadIds() {}
}
