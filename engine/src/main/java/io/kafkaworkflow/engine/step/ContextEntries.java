package io.kafkaworkflow.engine.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a thread's context may be, whoever gives it: names without the prefix of their headers, and values. */
public final class ContextEntries {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

  /** Why these cannot be a thread's context, one clause without their values; empty when they can. */
  public static Optional<String> problem(Map<String, String> entries) {
    if (entries.size() > Limits.CONTEXT_ENTRIES_MAX) {
      return Optional.of("a thread has at most " + Limits.CONTEXT_ENTRIES_MAX + " context entries");
    }
    int bytes = 0;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches()) {
        return Optional.of("the name of a context entry is 1 to 64 lower-case letters, digits, dots, underscores and hyphens");
      }
      if (!UTF_8.newEncoder().canEncode(entry.getValue())) {
        return Optional.of("the value of the context entry " + entry.getKey() + " has half of a surrogate pair");
      }
      bytes += entry.getKey().length() + entry.getValue().getBytes(UTF_8).length;
    }
    return bytes > Limits.CONTEXT_BYTES_MAX ? Optional.of("the context entries of a thread have at most " + Limits.CONTEXT_BYTES_MAX + " bytes") : Optional.empty();
  }

  private ContextEntries() {}
}
