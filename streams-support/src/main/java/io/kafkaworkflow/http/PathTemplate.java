package io.kafkaworkflow.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters as OpenAPI writes it: {@code /v1/threads/{id}}. A parameter is one segment; what is percent-encoded in it is decoded, so that it may
 * hold any character, slashes included.
 */
public final class PathTemplate {
  private final String text;
  private final String[] segments;

  public PathTemplate(String text) {
    this.text = text;
    this.segments = text.split("/", -1);
  }

  /**
   * The parameters of a path that fits; empty when it does not.
   *
   * @param rawPath as it stands in the request line
   * @throws ProblemException {@code http/bad-request}: a parameter is not UTF-8, percent-encoded
   */
  Optional<Map<String, String>> match(String rawPath) {
    String[] found = rawPath.split("/", -1);
    if (found.length != segments.length) {
      return Optional.empty();
    }
    List<Integer> parameters = new ArrayList<>();
    for (int i = 0; i < segments.length; i++) {
      boolean isParameter = segments[i].startsWith("{");
      if (isParameter ? found[i].isEmpty() : !segments[i].equals(found[i])) {
        return Optional.empty();
      }
      if (isParameter) {
        parameters.add(i);
      }
    }
    Map<String, String> values = new HashMap<>();
    for (int i : parameters) {
      String name = segments[i].substring(1, segments[i].length() - 1);
      values.put(name, PercentCode.decode(found[i], false, "path parameter " + name));
    }
    return Optional.of(values);
  }

  @Override
  public String toString() {
    return text;
  }
}
