package io.kafkaworkflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * A whole answer.
 *
 * @param body not changed afterwards
 * @param headers beside content type and length
 */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
  public static final String JSON = "application/json";

  /** {@code json} is complete JSON text. */
  public static Reply json(int status, String json) {
    return new Reply(status, JSON, json.getBytes(UTF_8), Map.of());
  }

  public static Reply json(int status, byte[] json) {
    return new Reply(status, JSON, json, Map.of());
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, more);
  }
}
