package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.TestCompiler;
import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.StartException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input functions of a compiled bundle in the real host: what a domain topic's records do, and what becomes of those that mean nothing. */
class InputTest {
  private final WorkflowEngine engine = open(Map.of("workflow.step.time.limit.ms", "300"));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aRecordStartsAThreadAndOneOfAnotherTopicResumesIt() {
    try (InputFixture orders = new InputFixture(engine, "orders"); InputFixture payments = new InputFixture(engine, "order-payments");
        TopologyFixture flow = new TopologyFixture(engine.topology())) {
      orders.send(null, "{\"id\":\"o-1\",\"total\":30}").carryOnTo(flow);
      payments.sendBytes("o-1".getBytes(UTF_8), new byte[] {(byte) 200, 1}, "status", "ok").carryOnTo(flow);
      long sentAt = TopologyFixture.START.toEpochMilli() - 1_000;
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value)
          .containsExactly("{\"paid\":{\"cents\":200,\"status\":\"ok\",\"at\":" + sentAt + "},\"seen\":0}");
      assertThat(flow.on("shipments")).singleElement().satisfies(sent -> assertThat(sent.headers()).containsEntry("content-type", "application/json").containsEntry("total", "30"));
      assertThat(orders.count(StepMetrics.INPUTS, "orders")).isEqualTo(1);
      assertThat(orders.deadLetters()).isEmpty();
    }
  }

  @Test
  void whatIsSentNamesTheRecordAndCarriesItsTrace_1_D10_4_11() {
    try (InputFixture orders = new InputFixture(engine, "orders")) {
      orders.send("k", "{\"id\":\"\u00f6-1\"}", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate", "a=b", "baggage", "c=d", "other", "x");
      assertThat(orders.resumes()).singleElement().satisfies(sent -> {
        assertThat(sent.key()).isEqualTo("\u00f6-1");
        assertThat(sent.value()).isEqualTo("new:{\"id\":\"\u00f6-1\"}");
        assertThat(sent.time()).isEqualTo(TopologyFixture.START);
        assertThat(sent.headers()).containsOnly(Map.entry("workflow-step-id", "orders-0-0"), Map.entry("idempotency-key", "\u00f6-1"),
            Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), Map.entry("tracestate", "a=b"), Map.entry("baggage", "c=d"));
      });
    }
  }

  @Test
  void theSameOrderTwiceIsOneThread() {
    try (InputFixture orders = new InputFixture(engine, "orders"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      orders.send(null, "{\"id\":\"o-1\"}").send(null, "{\"id\":\"o-1\"}").carryOnTo(flow);
      assertThat(flow.count(StepMetrics.IGNORED, "same-start")).isEqualTo(1);
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "throw, input/failed", "ref, input/forbidden-call", "output, input/forbidden-call", "swallow, input/forbidden-call", "timer, input/forbidden-call",
    "async, input/asynchronous", "promise, input/asynchronous", "builtIn, step/changed-built-in", "loop, step/time-limit",
    "string, input/bad-result", "cycle, input/bad-result", "half, input/bad-result", "large, step/output-too-large", "many, step/output-limit",
  })
  void aRecordThatCannotBeUnderstoodIsADeadLetterAndTheNextIsRead(String what, String code) {
    try (InputFixture orders = new InputFixture(engine, "orders")) {
      String value = "{\"id\":\"o-1\",\"do\":\"" + what + "\"}";
      orders.send("k", value, "own", "header").send(null, "{\"id\":\"o-2\"}");
      assertThat(orders.deadLetters()).singleElement().satisfies(letter -> {
        assertThat(letter.key()).isEqualTo("k");
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.time()).isEqualTo(TopologyFixture.START.plusMillis(-1_000));
        assertThat(letter.headers()).containsEntry("workflow-reason", code).containsEntry("own", "header").containsEntry("workflow-step-id", "orders-0-0")
            .containsEntry("__streams.errors.topic", "orders").containsEntry("__streams.errors.partition", "0").containsEntry("__streams.errors.offset", "0");
        assertThat(letter.headers().get("workflow-error-message")).startsWith(code + ": ")
            .contains("\n  at    orders-0@0\n  then  the record is in workflow-dead-letter; no thread has heard of it\n  help  ");
      });
      assertThat(orders.resumes()).extracting(Sent::key).containsExactly("o-2");
      assertThat(orders.count(StepMetrics.DEAD_LETTERS, code)).isEqualTo(1);
    }
  }

  @Test
  void aFunctionThatAllocatesTooMuchIsStopped() {
    try (WorkflowEngine small = open(Map.of("workflow.step.time.limit.ms", "60000", "workflow.step.allocation.bytes.max", "20000000"));
        InputFixture orders = new InputFixture(small, "orders")) {
      orders.send(null, "{\"do\":\"memory\"}").send(null, "{\"id\":\"o-2\"}");
      assertThat(orders.deadLetters()).extracting(letter -> letter.headers().get("workflow-reason")).containsExactly("step/memory-limit");
      assertThat(orders.resumes()).extracting(Sent::key).containsExactly("o-2");
    }
  }

  @Test
  void aFunctionThatThrowsIsNamedWithTheLineOfItsSource_1_D12() {
    try (InputFixture orders = new InputFixture(engine, "orders")) {
      orders.send(null, "{\"do\":\"throw\"}");
      assertThat(orders.deadLetters()).singleElement().satisfies(letter -> assertThat(letter.headers().get("workflow-error-message"))
          .matches("(?s)input/failed: the input function of orders threw RangeError: a strange order\n"
              + "    at (Object\\.|results\\.)?throw \\([^\n]*workflows/inputs\\.ts:\\d+:\\d+\\)\n    at misbehave \\(.*").doesNotContain("kit-inputs.js"));
    }
  }

  @Test
  void textThatIsNotUtf8IsADeadLetterOnlyWhenItIsReadAsText() {
    try (InputFixture orders = new InputFixture(engine, "orders"); InputFixture payments = new InputFixture(engine, "order-payments")) {
      orders.sendBytes(null, new byte[] {(byte) 0xC0});
      assertThat(orders.deadLetters()).extracting(letter -> letter.headers().get("workflow-reason")).containsExactly("input/not-text");
      payments.sendBytes("o".getBytes(UTF_8), new byte[] {(byte) 0xC0});
      assertThat(payments.resumes()).singleElement().satisfies(sent -> assertThat(sent.value()).contains("\"cents\":192"));
    }
  }

  @Test
  void aTombstoneCancelsAndNothingMayBeMeant() {
    try (InputFixture orders = new InputFixture(engine, "orders")) {
      orders.send("o-1", null).send(null, null).send(null, "{\"do\":\"nothing\"}");
      assertThat(orders.resumes()).extracting(Sent::key, Sent::value)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("o-1", "{\"cancel\":\"withdrawn\"}"));
      assertThat(orders.deadLetters()).isEmpty();
    }
  }

  @Test
  void moduleStateIsAsItWasForEachRecordAndEachThread() {
    try (InputFixture orders = new InputFixture(engine, "orders"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      orders.send(null, "{\"id\":\"a\"}").send(null, "{\"id\":\"b\"}").carryOnTo(flow);
      flow.send("b", "{\"ref\":\"paid\"}");
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value).containsExactly("{\"seen\":0}");
    }
  }

  @Test
  void eachInputHasAGroupOfItsOwn() {
    Properties settings = new Properties();
    settings.setProperty("application.id", "app");
    settings.setProperty("client.id", "c");
    assertThat(engine.inputs()).extracting(InputTopology::topic).containsExactly("order-payments", "orders");
    assertThat(engine.inputs().get(1).settings(settings)).containsEntry("application.id", "app-input-orders").containsEntry("client.id", "c-input-orders");
    assertThat(settings).containsEntry("application.id", "app");
  }

  @Test
  void anInputThatIsTheEnginesOwnTopicIsRefused() {
    assertThatThrownBy(() -> open(Map.of("workflow.topic.resume", "orders"))).isInstanceOf(StartException.class)
        .hasMessageContaining("workflow.topic.resume").hasMessageContaining("it is `orders`, which the bundle declares as an input");
  }

  private static WorkflowEngine open(Map<String, String> settings) {
    Properties properties = new Properties();
    settings.forEach(properties::setProperty);
    return WorkflowEngine.open(TestCompiler.testingKitWorkflow("inputs"), properties);
  }
}
