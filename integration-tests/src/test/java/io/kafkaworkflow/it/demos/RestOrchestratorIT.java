package io.kafkaworkflow.it.demos;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkaworkflow.it.kafka.KafkaTester;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo rest-orchestrator, started by its Makefile: broker, engine, scheduler, gateway and the workers in Java, Node and Python, attacked from outside. */
class RestOrchestratorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern RUN_ID = Pattern.compile("\"runId\":\"([^\"]+)\"");
  private static final boolean HAS_PYTHON = Python.hasKafkaClient();
  private static final OrchestratorStack STACK = new OrchestratorStack();

  @BeforeAll
  static void start() {
    STACK.make("clean"); // what a run that was killed may have left
    if (HAS_PYTHON) {
      STACK.make("all");
    } else {
      System.err.println(Python.NEEDED);
      STACK.make("java");
      STACK.make("node");
    }
  }

  @AfterAll
  static void clean() {
    STACK.make("stop");
    assertThat(STACK.running()).isEmpty();
    STACK.make("clean");
    assertThat(STACK.isDeleted()).isTrue();
  }

  @Test
  void workersInThreeLanguagesCompleteOneDefinition_3_01_3_02_3_04_3_05_3_08() {
    assumeTrue(HAS_PYTHON, Python.NEEDED);
    define("order", "notify", 30, "reserve", 10, "charge", 20);
    assertThat(STACK.get(STACK.gateway("/workflow/")).body()).contains("{\"id\":\"order\",\"version\":1,\"steps\":[{\"action\":\"reserve\",\"stepIndex\":10}");

    String run = trigger("order", "{\"input\":{\"item\":\"lamp\",\"quantity\":2}}");

    assertThat(awaitStatus(run, "completed")).contains("\"reserved\":{\"shelf\":\"shelf of lamp\",\"by\":\"node\"}", "\"charged\":{\"cents\":2500,\"by\":\"java\"}",
        "\"notified\":{\"text\":\"2 x lamp on the way\",\"by\":\"python\"}");
    try (KafkaTester kafka = new KafkaTester(STACK.bootstrapServers(), "workflow-jobs", "workflow-results")) {
      kafka.await("the last result", PATIENCE, record -> record.topic().equals("workflow-results") && run.equals(text(record.key())) && String.valueOf(text(record.value())).contains("notified"));
      assertThat(kafka.values("workflow-jobs", run)).hasSize(3);
      assertThat(kafka.values("workflow-results", run)).hasSize(3);
    }
  }

  /** In each language a job fails; while the one in Java is between two attempts, its worker and the gateway are killed. */
  @Test
  void aKeyIsOneRunAndAFailingJobADeadLetterWhoeverIsKilled_3_03_3_06_3_07() {
    define("keyed", "reserve", 0, "charge", 1);
    List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 10).mapToObj(i -> STACK.post("/workflow/keyed/trigger", input("book", ""), "Idempotency-Key", "k-1")).toList();
    String keyed = runOf(answers.get(0).join());
    assertThat(answers).allSatisfy(answer -> assertThat(runOf(answer.join())).isEqualTo(keyed));
    awaitStatus(keyed, "completed");
    Map<String, String> failing = new LinkedHashMap<>();
    for (String action : HAS_PYTHON ? List.of("reserve", "notify", "charge") : List.of("reserve", "charge")) {
      define("fails-" + action, action, 0);
      failing.put(action, trigger("fails-" + action, input("vase", action)));
    }
    STACK.awaitLog("worker-java", failing.get("charge") + "~");

    STACK.kill("worker-java");
    String waiting = trigger("keyed", input("lamp", ""));
    STACK.kill("gateway");
    STACK.make("java"); // starts what does not run

    assertThat(runOf(STACK.post("/workflow/keyed/trigger", input("book", ""), "Idempotency-Key", "k-1").join())).isEqualTo(keyed);
    assertThat(runOf(STACK.post("/workflow/keyed/trigger", input("book", ""), "Idempotency-Key", "k-2").join())).isNotEqualTo(keyed);
    assertThat(awaitStatus(waiting, "completed")).contains("\"cents\":1250");
    failing.forEach((action, run) -> assertThat(awaitStatus(run, "failed")).contains("\"error\":\"step 0 (" + action + "): ", "vase", "\"action\":\"" + action + "\""));
    try (KafkaTester kafka = new KafkaTester(STACK.bootstrapServers(), "workflow-jobs", "workflow-jobs.DLT", "workflow-dead-letter")) {
      failing.forEach((action, run) -> {
        ConsumerRecord<byte[], byte[]> letter = kafka.await("workflow-jobs.DLT", run, PATIENCE);
        assertThat(text(letter.value())).contains("\"runId\":\"" + run + "\"", "\"fail\":\"" + action + "\"");
        assertThat(header(letter, "dlt-topic")).isEqualTo("workflow-jobs");
        assertThat(header(letter, "dlt-error")).contains("vase");
        assertThat(header(letter, "dlt-group")).startsWith("workflow-workers-");
        assertThat(kafka.values("workflow-jobs.DLT", run)).hasSize(1);
      });
      assertThat(kafka.values("workflow-jobs", keyed)).hasSize(2);
      assertThat(kafka.values("workflow-dead-letter", "run " + keyed)).isEmpty();
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedWithAProblemDocument_3_08() {
    HttpResponse<String> broken = STACK.post("/workflow/", "{broken").join();
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(broken.body()).isEqualTo("{\"type\":\"urn:rest-orchestrator:malformed-json\",\"title\":\"the body is not JSON\",\"status\":400}");
    assertThat(STACK.post("/workflow/nobody/trigger", "{}").join().statusCode()).isEqualTo(404);
    assertThat(STACK.get(STACK.gateway("/workflow/run/nobody")).statusCode()).isEqualTo(404);
    define("flies", "fly", 0);
    assertThat(STACK.post("/workflow/flies/trigger", "{}").join().statusCode()).isEqualTo(409);
  }

  @Test
  void healthIsThereAtTwoUrls_3_09() {
    assertThat(STACK.get(STACK.gateway("/health")).body()).isEqualTo("{\"ok\":true}");
    assertThat(STACK.get(STACK.engine("/health/ready")).body()).isEqualTo("{\"ok\":true,\"state\":\"RUNNING\"}");
  }

  private static void define(String id, Object... actionsAndIndexes) {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < actionsAndIndexes.length; i += 2) {
      steps.append(i == 0 ? "" : ",").append("{\"action\":\"").append(actionsAndIndexes[i]).append("\",\"stepIndex\":").append(actionsAndIndexes[i + 1]).append('}');
    }
    HttpResponse<String> answer = STACK.post("/workflow/", "{\"id\":\"" + id + "\",\"steps\":[" + steps + "]}").join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** @param fail the action whose handler shall throw; may be none */
  private static String input(String item, String fail) {
    return "{\"input\":{\"item\":\"" + item + "\",\"quantity\":1,\"fail\":\"" + fail + "\"}}";
  }

  private static String trigger(String id, String body) {
    return runOf(STACK.post("/workflow/" + id + "/trigger", body).join());
  }

  private static String runOf(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    Matcher found = RUN_ID.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private static String status(String run) {
    return STACK.get(STACK.gateway("/workflow/run/" + run)).body();
  }

  private static String awaitStatus(String run, String status) {
    Awaitility.await("run " + run + " to be " + status).atMost(PATIENCE).untilAsserted(() -> assertThat(status(run)).contains("\"status\":\"" + status + "\""));
    return status(run);
  }
}
