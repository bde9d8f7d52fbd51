package io.kafkaworkflow.engine.http;

import static io.kafkaworkflow.engine.http.ApiFixture.READER;
import static io.kafkaworkflow.engine.http.ApiFixture.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkaworkflow.http.Access;
import io.kafkaworkflow.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description says what the server does, and what it describes can be attacked without harm. */
class OpenApiTest {
  /** Made by the server itself, for every program. */
  private static final Set<String> OF_THE_SERVER = Set.of("GET /health/live", "GET /health/ready", "GET /metrics");

  private static final long SEED = Long.getLong("fuzz.seed", 20261121L);
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);

  private static final List<String> TEXTS = List.of("t", "%00", "%F0%9F%9A%80", "%ff", "%", "..", "%2e%2e", "a%2Fb", "%E2%80%AE", "x".repeat(300), "~1.1", "%22", "1%0d%0aX:1");
  private static final List<String> BODIES = List.of("", "{", "{}", "null", "[]", "[[[[", "\"\\ud800\"", "\"\u202e\ud83d\ude80\"", "{\"ref\":1}", "{\"ref\":\"r\",\"value\":}",
      "{\"ref\":\"r\",\"x\":1}", "[".repeat(5_000), "1".repeat(5_000), "\"" + "x".repeat(200_000) + "\"", "\"" + "x".repeat(40_000) + "\"", "{\"cancel\":1}", "new:1", "1,\"terminate\":1", "{\"__proto__\":1}", "\u0000");
  private static final List<String> TOKENS = List.of("", "wrong-0123456789abcdef", READER, WRITER, "\u00e9", "x".repeat(3_000));
  private static final List<String> HEADERS = List.of("X-Nothing: 1", "Idempotency-Key: k", "Idempotency-Key: \u00e9\u0001", "Content-Type: text/plain", "Content-Type: application/json; charset=utf-16",
      "traceparent: nonsense", "Accept: image/png", "Content-Type:");
  private static final List<String> QUERIES = List.of("", "?", "?limit=1", "?limit=99999999999999999999", "?status=", "?status=waiting,", "?cursor=AAAA", "?waitMs=0", "?waitMs=-1", "?stale=true",
      "?here=true", "?x=1", "?%", "?startedFrom=2026-01-01T00:00:00Z", "?limit=1&limit=1", "?bundle=%00", "?label=a=1&label=b=%F0%9F%9A%80", "?label=%00=1", "?label", "?=&=");

  @TempDir Path directory;

  @Test
  void theDescriptionHasTheRoutesTheirParametersAndTheirRights() throws IOException {
    try (ApiFixture api = new ApiFixture(directory, 10_000)) {
      JsonNode paths = description().get("paths");
      Set<String> routes = new TreeSet<>(OF_THE_SERVER);
      for (Route route : api.service.routes()) {
        routes.add(route.method() + " " + route.path());
        JsonNode operation = paths.path(route.path().toString()).path(route.method().toLowerCase(Locale.ROOT));
        assertThat(parameters(operation, "query")).as("query of %s", route.path()).isEqualTo(route.queryParameters());
        assertThat(operation.has("security")).as("open: %s", route.path()).isEqualTo(route.access() == Access.OPEN);
        assertThat(route.access() == Access.WRITE).as("writes: %s", route.path()).isEqualTo(operation.has("requestBody"));
        parameters(operation, "path").forEach(name -> assertThat(route.path().toString()).contains("{" + name + "}"));
      }
      assertThat(operations()).isEqualTo(routes);
    }
  }

  @Test
  void thePageListsTheRoutes() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "http.md"));
    assertThat(operations()).allSatisfy(operation -> assertThat(page).contains("`" + operation + "`"));
  }

  @Test
  void noRequestBreaksTheServerOrDoesWhatItsTokenMayNot() throws IOException {
    Random random = new Random(SEED);
    List<String> operations = List.copyOf(operations());
    try (ApiFixture api = new ApiFixture(directory, 1_000_000)) {
      for (int i = 0; i < REQUESTS; i++) {
        String operation = any(operations, random);
        String method = random.nextInt(10) == 0 ? any(List.of("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"), random) : operation.substring(0, operation.indexOf(' '));
        String target = operation.substring(operation.indexOf(' ') + 1).replace("{id}", any(TEXTS, random)) + any(QUERIES, random);
        String token = any(TOKENS, random);
        boolean isEvents = target.contains("/events") && (token.equals(READER) || token.equals(WRITER));
        if (isEvents) {
          continue; // a stream that never ends; HttpApiTest and the integration tests have it
        }
        int sentBefore = api.sent().size();
        var answer = api.send(method, target, token, any(BODIES, random).getBytes(StandardCharsets.UTF_8), any(HEADERS, random));
        String what = "request " + i + " of -Dfuzz.seed=" + SEED + ": " + method + " " + target + " gave " + answer;
        boolean isOfHealth = target.startsWith("/health/ready");
        assertThat(answer.status() < 500 || isOfHealth).as(what).isTrue();
        if (answer.status() >= 400 && !isOfHealth && !method.equals("HEAD")) {
          assertThat(answer.body()).as(what).startsWith("{\"type\":\"urn:kafka-workflow:error:");
        }
        assertThat(answer.head() + answer.body()).as(what).doesNotContain(READER, WRITER, "Exception", "at io.kafkaworkflow");
        if (answer.status() != 202 || !token.equals(WRITER)) {
          assertThat(api.sent().size()).as(what).isEqualTo(sentBefore);
        }
      }
    }
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static JsonNode description() throws IOException {
    return new ObjectMapper().readTree(OpenApi.read());
  }

  private static Set<String> operations() throws IOException {
    Set<String> operations = new TreeSet<>();
    description().get("paths").properties().forEach(path -> path.getValue().fieldNames()
        .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  private static Set<String> parameters(JsonNode operation, String in) {
    List<String> names = new ArrayList<>();
    operation.path("parameters").forEach(parameter -> {
      if (parameter.path("in").asText().equals(in)) {
        names.add(parameter.path("name").asText());
      }
    });
    return new TreeSet<>(names);
  }
}
