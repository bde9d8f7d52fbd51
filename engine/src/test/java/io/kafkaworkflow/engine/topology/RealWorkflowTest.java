package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.TestCompiler;
import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled TypeScript in the real host, under the test driver: the whole engine without a broker. */
class RealWorkflowTest {
  private static final Pattern REF = Pattern.compile("\"ref\":\"([^\"]+)\"");

  @Test
  void aQuestionIsAskedAndItsAnswerEndsTheThread_1_02_1_08() {
    try (WorkflowEngine engine = open("workflow-minimal"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("t-\ud83d\ude00", "new:\"Zo\u00eb\"");
      Sent question = flow.on("minimal-questions").get(0);
      assertThat(question.key()).isEqualTo("t-\ud83d\ude00");
      assertThat(question.headers()).containsEntry("workflow-bundle-id", engine.bundle().id().toString());
      assertThat(flow.stored("t-\ud83d\ude00").openRefs()).extracting(ref -> ref.id()).containsExactly(ref(question));
      flow.send("t-\ud83d\ude00", settle(question, "\"fine\""));
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value).containsExactly("\"Zo\u00eb is fine\"");
      flow.send("t-\ud83d\ude00", settle(question, "\"twice\""));
      assertThat(flow.count(StepMetrics.IGNORED, "spent-ref")).isEqualTo(1);
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
    }
  }

  @Test
  void aThreadThatLayInAFileGoesOnInTheStoreOfAnotherEngine_2_11(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("thread");
    Sent question;
    try (WorkflowEngine engine = open("workflow-minimal"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      question = flow.send("t", "new:\"Ada\"").on("minimal-questions").get(0);
      Files.write(file, Objects.requireNonNull(flow.storedBytes("t")));
    }
    try (WorkflowEngine engine = open("workflow-minimal"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.store("t", Files.readAllBytes(file));
      flow.send("t", settle(question, "\"fine\""));
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value).containsExactly("\"Ada is fine\"");
    }
  }

  @Test
  void aTripIsBookedWhenAllThreeServicesAgree_1_05_1_46_1_47() {
    try (WorkflowEngine engine = open("trip-booking-saga"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("trip", "new:{\"city\":\"Oslo\",\"from\":\"1\",\"to\":\"2\"}");
      Sent hotel = flow.on("saga-reserve-hotel").get(0);
      Sent car = flow.on("saga-reserve-car").get(0);
      Sent flight = flow.on("saga-reserve-flight").get(0);
      Sent timer = flow.on(WorkflowTopic.SCHEDULER).get(0);
      assertThat(timer.value()).isEqualTo("60000");
      assertThat(timer.key()).startsWith("trip|{\"ref\":");
      flow.send("trip", settle(flight, "\"f1\"")).send("trip", settle(hotel, "\"h1\"")).send("trip", settle(car, "\"c1\""));
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value).containsExactly("{\"car\":\"c1\",\"hotel\":\"h1\",\"flight\":\"f1\"}");
      assertThat(flow.on(WorkflowTopic.SCHEDULER)).as("the timer is cancelled").extracting(Sent::key, Sent::value)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(timer.key(), "0"));
      assertThat(flow.on("saga-cancel-hotel")).isEmpty();
    }
  }

  @Test
  void aRefusedHotelUndoesWhatWasReserved_1_12_1_41() {
    try (WorkflowEngine engine = open("trip-booking-saga"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("trip", "new:{\"city\":\"Oslo\",\"from\":\"1\",\"to\":\"2\"}");
      Sent hotel = flow.on("saga-reserve-hotel").get(0);
      Sent car = flow.on("saga-reserve-car").get(0);
      flow.send("trip", settle(car, "\"c1\"")).send("trip", "{\"ref\":" + JsonText.quote(ref(hotel)) + ",\"error\":\"no room\"}");
      assertThat(flow.on("saga-cancel-car")).extracting(Sent::value).singleElement().asString().contains("\"reservation\":\"c1\"");
      assertThat(flow.on("saga-cancel-flight")).hasSize(1);
      assertThat(flow.on(WorkflowTopic.ERROR)).singleElement()
          .satisfies(sent -> assertThat(sent.headers()).containsEntry("workflow-reason", "failed"));
      assertThat(flow.stored("trip").status()).isEqualTo(ThreadStatus.FAILED);
    }
  }

  @Test
  void aCancelRecordRunsTheCleanup() {
    try (WorkflowEngine engine = open("trip-booking-saga"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("trip", "new:{\"city\":\"Oslo\",\"from\":\"1\",\"to\":\"2\"}").send("trip", "{\"cancel\":\"changed plans\"}");
      for (String topic : List.of("saga-cancel-car", "saga-cancel-hotel", "saga-cancel-flight")) {
        assertThat(flow.on(topic)).as(topic).hasSize(1);
      }
      assertThat(flow.on(WorkflowTopic.ERROR)).singleElement()
          .satisfies(sent -> assertThat(sent.headers()).containsEntry("workflow-reason", "cancelled"));
    }
  }

  @Test
  void threadsDoNotSeeEachOther_1_D6() {
    try (WorkflowEngine engine = open("workflow-minimal"); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("a", "new:\"Ann\"").send("b", "new:\"Bob\"");
      List<Sent> questions = flow.on("minimal-questions");
      flow.send("b", settle(questions.get(1), "\"well\"")).send("a", settle(questions.get(0), "\"ill\""));
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::value).containsExactly("\"Bob is well\"", "\"Ann is ill\"");
    }
  }

  @Test
  void aLimitUndoesTheStepAndTheNextRecordRuns_1_D2() {
    Properties settings = new Properties();
    settings.setProperty("workflow.step.time.limit.ms", "200");
    try (WorkflowEngine engine = WorkflowEngine.open(TestCompiler.workflow("attacks"), settings);
        TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("waits", "new:{\"kind\":\"victim\"}").send("loops", "new:{\"kind\":\"endlessLoop\"}").send("waits", "{\"ref\":\"go\",\"value\":2}");
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(letter -> {
        assertThat(letter.key()).isEqualTo("loops");
        assertThat(letter.value()).isEqualTo("new:{\"kind\":\"endlessLoop\"}");
        assertThat(letter.headers()).containsEntry("workflow-reason", "step/time-limit");
      });
      assertThat(flow.stored("loops")).isNull();
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::key).containsExactly("waits");
    }
  }

  private static WorkflowEngine open(String demo) {
    return WorkflowEngine.open(TestCompiler.demo(demo), new Properties());
  }

  private static String settle(Sent request, String valueJson) {
    return "{\"ref\":" + JsonText.quote(ref(request)) + ",\"value\":" + valueJson + "}";
  }

  private static String ref(Sent request) {
    Matcher found = REF.matcher(String.valueOf(request.value()));
    assertThat(found.find()).as(request.value()).isTrue();
    return found.group(1);
  }
}
