package io.kafkaworkflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.start.StartErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens of the tokens file, lines {@code <scope> <token>}; empty lines and lines that start with {@code #} are skipped. Kept as SHA-256, so that a
 * heap dump shows none and a comparison takes the same time for each.
 *
 * <p>The file is read again when its time or size has changed, looked at once a second at most. A new file that cannot be read leaves the tokens as they
 * were, and is said once in the log. Safe for use by several threads.
 */
final class Tokens {
  private static final Logger log = LoggerFactory.getLogger(Tokens.class);
  private static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
  /** Below, a token could be guessed. */
  private static final int UNITS_MIN = 16;
  private static final int UNITS_MAX = 1_024;

  /** What a token may do; {@code write} includes {@code read}. */
  enum Scope { READ, WRITE }

  /** @param name without the token: its number in the file, for rate limits and logs */
  record Holder(Scope scope, String name) {}

  private record Entry(byte[] sha256, Holder holder) {}

  private record State(String stamp, List<Entry> entries) {}

  private final Path file;
  private volatile State state;
  private volatile long lookedNanos = System.nanoTime();

  /** @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}: the file cannot be read, or has a line that is none */
  Tokens(Path file) {
    this.file = file;
    try {
      state = read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw StartErrors.invalidSetting(HttpSettings.TOKENS_FILE, "the file cannot be read: " + reason(e));
    }
  }

  /** Who sent the token; empty when nobody here knows it. */
  Optional<Holder> holder(String token) {
    refresh();
    byte[] wanted = sha256(token);
    Optional<Holder> found = Optional.empty();
    for (Entry entry : state.entries) {
      if (MessageDigest.isEqual(entry.sha256, wanted)) {
        found = Optional.of(entry.holder);
      }
    }
    return found;
  }

  private void refresh() {
    long now = System.nanoTime();
    if (now - lookedNanos < LOOK_EVERY_NS) {
      return;
    }
    synchronized (this) {
      if (now - lookedNanos < LOOK_EVERY_NS) {
        return;
      }
      lookedNanos = now;
      try {
        if (!stamp(file).equals(state.stamp)) {
          state = read(file);
          log.info("read {} tokens from {}", state.entries.size(), file);
        }
      } catch (IOException | IllegalArgumentException e) {
        log.warn("cannot read the tokens file {}; the tokens stay as they were: {}", file, reason(e));
      }
    }
  }

  private static State read(Path file) throws IOException {
    String stamp = stamp(file);
    List<Entry> entries = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        entries.add(entry(line, i + 1));
      }
    }
    return new State(stamp, List.copyOf(entries));
  }

  private static Entry entry(String line, int number) {
    String[] parts = line.split("\\s+");
    boolean isScope = parts[0].equals("read") || parts[0].equals("write");
    if (parts.length != 2 || !isScope) {
      throw new IllegalArgumentException("line " + number + ": expected `read <token>` or `write <token>`");
    }
    if (parts[1].length() < UNITS_MIN || parts[1].length() > UNITS_MAX || !parts[1].chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("line " + number + ": expected a token of " + UNITS_MIN + " to " + UNITS_MAX + " printable ASCII characters");
    }
    return new Entry(sha256(parts[1]), new Holder(parts[0].equals("write") ? Scope.WRITE : Scope.READ, "token of line " + number));
  }

  /** Never what stands in the file. */
  private static String reason(Exception e) {
    return e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
  }

  private static String stamp(Path file) throws IOException {
    return Files.getLastModifiedTime(file) + " " + Files.size(file);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
