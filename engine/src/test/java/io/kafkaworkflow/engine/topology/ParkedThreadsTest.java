package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that cannot be read stops alone, visibly, and goes on after the repair. */
class ParkedThreadsTest {
  private static final String SETTLE = "{\"ref\":\"r\",\"value\":1}";

  private final TopologyFixture flow = new TopologyFixture();

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void aThreadWhoseBundleIsGoneIsParkedOnceAndMovesAgainAfterTheRepair() {
    flow.send("t", "new:1");
    byte[] before = flow.storedBytes("t");
    flow.then(step -> step.refused("step/unknown-bundle"), step -> step.refused("step/unknown-bundle"), step -> step.completes("7"));

    flow.send("t", SETTLE).send("t", SETTLE);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).extracting(Sent::value).containsExactly(SETTLE, SETTLE);
    assertThat(flow.storedBytes("t")).as("the continuation").isEqualTo(before);
    assertThat(events()).extracting(Event::kind).containsExactly("started", "parked");
    assertThat(flow.parked("t")).contains("\"reason\":\"step/unknown-bundle\"", "\"bundle\":\"" + ScriptedExecutor.BUNDLE + "\"",
        "\"step\":\"workflow-resume-0-1\"", "\"sinceEpochMs\":" + TopologyFixture.START.toEpochMilli());
    assertThat(flow.gauge(StepMetrics.PARKED)).isEqualTo(1);

    flow.send("t", SETTLE); // its dead letter, sent again
    assertThat(events()).extracting(Event::kind).containsExactly("unparked", "completed");
    assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value).containsExactly("7");
    assertThat(flow.parked("t")).isNull();
    assertThat(flow.gauge(StepMetrics.PARKED)).isZero();
  }

  @Test
  void anotherReasonIsNews() {
    flow.send("t", "new:1");
    flow.then(step -> step.refused("step/unknown-bundle"), step -> step.refused("host/unreadable-bundle"));
    flow.send("t", SETTLE).send("t", SETTLE);
    assertThat(events()).extracting(Event::reason).containsExactly("", "step/unknown-bundle", "host/unreadable-bundle");
    assertThat(flow.gauge(StepMetrics.PARKED)).isEqualTo(1);
  }

  @Test
  void bytesThatCannotBeReadParkTheirThreadAlone() {
    flow.send("newer", "new:1").send("good", "new:1");
    byte[] newer = flow.storedBytes("newer").clone();
    newer[0] = 99;
    flow.store("newer", newer);
    flow.store("rubbish", "?".getBytes(UTF_8));

    flow.send("newer", SETTLE).send("rubbish", SETTLE).send("good", SETTLE);
    assertThat(events()).extracting(Event::reason)
        .containsExactly("", "", "codec/unknown-format", "codec/unknown-format");
    assertThat(flow.parked("newer")).contains("\"bundle\":\"" + ScriptedExecutor.BUNDLE + "\"");
    assertThat(flow.parked("rubbish")).contains("\"bundle\":\"" + "0".repeat(64) + "\"");
    assertThat(flow.storedBytes("newer")).isEqualTo(newer);
    assertThat(ContinuationHeader.read(flow.storedBytes("good")).step()).isEqualTo(2);
  }

  @Test
  void aParkedThreadCanBeTerminated() {
    flow.send("t", "new:1");
    flow.then(step -> step.refused("step/unknown-bundle"));
    flow.send("t", SETTLE).send("t", "{\"terminate\":\"given up\"}");
    assertThat(events()).extracting(Event::kind).containsExactly("started", "parked", "unparked", "terminated");
    assertThat(flow.parked("t")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"step/time-limit", "step/output-limit", "codec/unserializable-value"})
  void aStepThatIsUndoneParksNothing(String code) {
    flow.send("t", "new:1");
    flow.then(step -> step.refused(code));
    flow.send("t", SETTLE);
    assertThat(events()).extracting(Event::kind).containsExactly("started");
    assertThat(flow.parked("t")).isNull();
  }

  @Test
  void aStartThatIsRefusedParksNothing() {
    flow.then(step -> step.refused("host/unreadable-bundle"));
    flow.send("t", "new:1");
    assertThat(events()).isEmpty();
    assertThat(flow.parked("t")).isNull();
  }

  private record Event(String kind, String reason) {}

  private List<Event> events() {
    return flow.on(WorkflowTopic.EVENTS).stream().map(Sent::value)
        .map(json -> new Event(field(json, "kind"), field(json, "reason"))).toList();
  }

  private static String field(String json, String name) {
    return json.contains("\"" + name + "\":\"") ? json.replaceAll(".*\"" + name + "\":\"([^\"]*)\".*", "$1") : "";
  }
}
