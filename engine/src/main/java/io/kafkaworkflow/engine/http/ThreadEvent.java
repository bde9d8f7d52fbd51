package io.kafkaworkflow.engine.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a thread stands, or a change of it, as far as waiting for its end needs to know.
 *
 * @param kind of a lifecycle event, or status of a thread
 * @param atEpochMs when the step was
 */
record ThreadEvent(String kind, long atEpochMs) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled", "terminated");

  boolean isEnd() {
    return ENDS.contains(kind);
  }

  boolean isCompleted() {
    return kind.equals("completed");
  }

  /** Reads a record of {@code workflow-events}, or a thread as the API describes it; empty when it is neither. */
  static Optional<ThreadEvent> parse(byte[] json) {
    String kind = "";
    long at = -1;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "kind", "status" -> kind = in.getText();
          case "atEpochMs" -> at = in.getLongValue();
          case "updatedAt" -> at = Instant.parse(in.getText()).toEpochMilli();
          default -> in.skipChildren();
        }
      }
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
    return kind.isEmpty() ? Optional.empty() : Optional.of(new ThreadEvent(kind, at));
  }
}
