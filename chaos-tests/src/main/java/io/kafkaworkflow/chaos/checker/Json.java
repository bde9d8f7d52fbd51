package io.kafkaworkflow.chaos.checker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON that the workflows or the engine wrote: it is always well formed. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** @throws IllegalArgumentException the text is no JSON */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Expected JSON, but found: " + text, e);
    }
  }

  /** The text of a field, empty when there is none. */
  static String text(String object, String field) {
    return read(object).path(field).asText();
  }
}
