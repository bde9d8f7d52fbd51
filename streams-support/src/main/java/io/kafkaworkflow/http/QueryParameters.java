package io.kafkaworkflow.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query part of a URI, read strictly: what a route does not know is a mistake of the caller, not something to ignore. */
final class QueryParameters {

  /**
   * @return values by name, in their order
   * @throws ProblemException {@code http/bad-request}: unknown, or not decodable
   */
  static Map<String, List<String>> parse(@Nullable String rawQuery, Set<String> known) {
    Map<String, List<String>> values = new HashMap<>();
    if (rawQuery == null || rawQuery.isEmpty()) {
      return values;
    }
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals), true, "query");
      if (!known.contains(name)) {
        throw Problems.badRequest("expected only these query parameters: " + (known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().toList())),
            "query").asException();
      }
      String value = PercentCode.decode(equals < 0 ? "" : pair.substring(equals + 1), true, "query parameter " + name);
      values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }
    return values;
  }

  private QueryParameters() {}
}
