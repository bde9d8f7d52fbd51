package io.kafkaworkflow.engine.http;

import static io.kafkaworkflow.engine.http.ApiFixture.READER;
import static io.kafkaworkflow.engine.http.ApiFixture.WRITER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.ThreadStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
class HttpApiTest {
  @TempDir Path directory;
  private ApiFixture api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiFixture(directory, 10_000);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aStartIsARecordWithItsArgumentByteForByte() throws IOException {
    String argument = " {\"a\" : 1.0e2,\"b\":\"\\u00e9\u00e9 \ud83d\ude80\" }\n";
    var answer = api.post("/v1/threads/o%2F4%7C2", WRITER, argument, "Idempotency-Key: k 1", "traceparent: 00-ab-cd-01");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"thread\":\"o/4|2\",\"step\":\"workflow-resume-0-0\"}");
    assertThat(answer.head()).contains("Location: /v1/threads/o%2F4%7C2");
    assertThat(value(api.lastSent())).isEqualTo("new:" + argument);
    assertThat(new String(api.lastSent().key(), UTF_8)).isEqualTo("o/4|2");
    assertThat(header("idempotency-key")).isEqualTo("k 1");
    assertThat(header("traceparent")).isEqualTo("00-ab-cd-01");
  }

  @Test
  void aGeneratedIdIsTheSameForTheSameIdempotencyKey() throws IOException {
    api.post("/v1/threads", WRITER, "1", "Idempotency-Key: order-7");
    api.post("/v1/threads", WRITER, "1", "Idempotency-Key: order-7");
    api.post("/v1/threads", WRITER, "1");
    api.post("/v1/threads", WRITER, "1");

    List<String> ids = api.sent().stream().map(record -> new String(record.key(), UTF_8)).toList();
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).startsWith("i-");
    assertThat(new TreeSet<>(ids)).hasSize(3);
  }

  @Test
  void aRefIsSettledWithTheRecordAsItCame() throws IOException {
    String record = "{ \"ref\":\"~1.1\", \"value\": [1, 2.50] }";
    assertThat(api.post("/v1/threads/t/resume", WRITER, record).status()).isEqualTo(202);
    assertThat(value(api.lastSent())).isEqualTo(record);
    assertThat(api.post("/v1/threads/t/resume", WRITER, "{\"ref\":\"r\",\"error\":\"no\"}").status()).isEqualTo(202);
  }

  @Test
  void aReasonIsOneValueAndCannotAddToTheRecord() throws IOException {
    assertThat(api.post("/v1/threads/t/cancel", WRITER, "\"not needed\"").status()).isEqualTo(202);
    assertThat(value(api.lastSent())).isEqualTo("{\"cancel\":\"not needed\"}");
    assertThat(api.post("/v1/threads/t/terminate", WRITER, " {\"why\":1}").status()).isEqualTo(202);
    assertThat(value(api.lastSent())).isEqualTo("{\"terminate\": {\"why\":1}}");
    for (String body : List.of("1,\"terminate\":2", "1}", "", "1 2", "nul")) {
      assertThat(api.post("/v1/threads/t/cancel", WRITER, body).status()).isEqualTo(400);
    }
    assertThat(api.sent()).hasSize(2);
  }

  @Test
  void whatTheProtocolRefusesIsRefusedBeforeItIsSent() throws IOException {
    refused("/v1/threads/t", "{\"a\":", "protocol/json-broken", "body, byte 5");
    refused("/v1/threads/t", "[1,]", "protocol/json-broken", "body, byte 3");
    refused("/v1/threads/" + "x".repeat(257), "1", "protocol/key-too-long", "path parameter id");
    refused("/v1/threads/t/resume", "{\"value\":1}", "protocol/field-missing", "body");
    refused("/v1/threads/t/resume", "{\"ref\":\"r\",\"ref\":\"s\"}", "protocol/duplicate-field", "body");
    refused("/v1/threads/t/resume", "{\"cancel\":1}", "http/bad-request", "body");
    refused("/v1/threads/t/resume", "new:1", "http/bad-request", "body");
    assertThat(api.send("POST", "/v1/threads/t", WRITER, new byte[] {'"', (byte) 0xff, '"'}).body()).contains("protocol/value-not-utf8");
    assertThat(api.post("/v1/threads/t", WRITER, "1", "Idempotency-Key: " + "k".repeat(257)).body()).contains("protocol/idempotency-key-invalid");
    assertThat(api.sent()).isEmpty();
  }

  @Test
  void nothingIsDoneWithoutTheRight() throws IOException {
    for (String path : List.of("/v1/threads", "/v1/threads/t", "/v1/threads/t/resume", "/v1/threads/t/cancel", "/v1/threads/t/terminate")) {
      assertThat(api.post(path, "", "1").status()).isEqualTo(401);
      assertThat(api.post(path, "wrong-0123456789abcdef", "1").status()).isEqualTo(401);
      assertThat(api.post(path, READER, "1").status()).isEqualTo(403);
    }
    assertThat(api.get("/v1/threads", "").status()).isEqualTo(401);
    assertThat(api.get("/openapi.json", "").status()).isEqualTo(200);
    assertThat(api.sent()).isEmpty();
  }

  @Test
  void threadsAreListedAndDescribed() throws IOException {
    api.group.put("waits", ThreadStatus.WAITING, 1_000, 2_000).put("a/b", ThreadStatus.WAITING, 1_000, 2_000).put("failed", ThreadStatus.FAILED, 5_000, 6_000);

    assertThat(api.get("/v1/threads?status=failed,completed", READER).body()).startsWith("{\"threads\":[{\"thread\":\"failed\",\"status\":\"failed\"")
        .doesNotContain("waits", "\"next\"");
    assertThat(api.get("/v1/threads?startedTo=1970-01-01T00:00:05Z&limit=1", READER).body()).contains("\"next\":\"");
    assertThat(api.get("/v1/threads/a%2Fb", READER).body()).startsWith("{\"thread\":\"a/b\",\"status\":\"waiting\"").contains("\"openRefs\":[\"answer\"]");
    assertThat(api.get("/v1/threads/nobody", READER).body()).contains("query/thread-unknown");
    assertThat(api.get("/v1/threads/waits/result", READER).body()).isEqualTo("{\"thread\":\"waits\",\"status\":\"waiting\"}");
    assertThat(api.get("/v1/threads/nobody/result", READER).status()).isEqualTo(404);
  }

  @Test
  void aStartGivesLabelsByWhichItsThreadIsFound() throws IOException {
    assertThat(api.post("/v1/threads/t?label=customer=c-17&label=stage=%C3%A9%26+%3D", WRITER, "1").status()).isEqualTo(202);
    assertThat(header("workflow-label-customer")).isEqualTo("c-17");
    assertThat(header("workflow-label-stage")).isEqualTo("\u00e9& =");
    for (String query : List.of("label=customer", "label==x", "label=a%20b=x", "label=a=1&label=a=2", "label=a=" + "x".repeat(257), "label=" + "n".repeat(65) + "=x",
        String.join("&", Collections.nCopies(17, "label=a=1")), IntStream.range(0, 17).mapToObj(i -> "label=n" + i + "=x").collect(Collectors.joining("&")))) {
      assertThat(api.post("/v1/threads/t?" + query, WRITER, "1").body()).as(query).contains("http/bad-request", "query parameter label");
      assertThat(api.get("/v1/threads?" + query, READER).status()).as(query).isEqualTo(400);
    }
    assertThat(api.sent()).hasSize(1);

    api.group.put("one", ThreadStatus.FAILED, 1, 2, Map.of("customer", "c-17", "stage", "\u00e9& =")).put("other", ThreadStatus.FAILED, 1, 2, Map.of("customer", "c-18"));
    assertThat(api.get("/v1/threads?status=failed&label=customer=c-17&label=stage=%C3%A9%26+%3D", READER).body())
        .startsWith("{\"threads\":[{\"thread\":\"one\",").contains("\"labels\":{\"customer\":\"c-17\",\"stage\":\"\u00e9& =\"}").doesNotContain("other");
    assertThat(api.get("/v1/threads?label=customer=nobody", READER).body()).isEqualTo("{\"threads\":[]}");
  }

  @Test
  void aParameterThatMeansNothingIsNamed() throws IOException {
    for (String query : List.of("status=running", "limit=0", "limit=1001", "limit=x", "limit=-1", "cursor=x", "startedFrom=yesterday", "stale=yes", "what=1", "limit=1&limit=2", "stale=true&stale=true", "here=true&here=true",
        "updatedTo=%2B1000000000-12-31T23:59:59Z")) {
      var answer = api.get("/v1/threads?" + query, READER);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.body()).contains("http/bad-request", "query");
    }
  }

  @Test
  void brokersThatDoNotAnswerAreSaidSo() throws IOException {
    api.group.put("ended", ThreadStatus.COMPLETED, 1, 2);

    assertThat(api.get("/v1/threads/ended/result", READER).body()).contains("\"status\":503", "http/brokers-silent");
    assertThat(api.get("/v1/threads/nobody/result?waitMs=20000", READER).body()).contains("http/brokers-silent");
    assertThat(api.get("/v1/threads/nobody/events", READER).body()).contains("event: problem\n", "http/brokers-silent");
  }

  private void refused(String path, String body, String code, String where) throws IOException {
    var answer = api.post(path, WRITER, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"where\":\"" + where);
  }

  private String header(String name) {
    return new String(api.lastSent().headers().lastHeader(name).value(), UTF_8);
  }

  private static String value(ProducerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}
