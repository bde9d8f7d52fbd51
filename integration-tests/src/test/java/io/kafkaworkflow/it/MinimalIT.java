package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The smallest workflow, from TypeScript to its result, with nothing but plain Kafka clients on the outside (1-02, 1-03, 1-04, 1-60). */
class MinimalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void aQuestionIsAskedAndItsAnswerBecomesTheResult() {
    processes.start("engine", Installation.engine("--create-topics", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory, BROKER.bootstrapServers()))).awaitLine("engine ready", Duration.ofSeconds(60));
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "minimal-questions", "workflow-result", "workflow-dead-letter")) {
      kafka.send("workflow-resume", "t-1", "new:\"Ada\"");
      var question = kafka.await("minimal-questions", "t-1", PATIENCE);
      assertThat(text(question.value())).contains("\"question\":\"How are you, Ada?\"");
      assertThat(header(question, "workflow-thread-id")).isEqualTo("t-1");

      String ref = String.valueOf(text(question.value())).replaceAll(".*\"ref\":(\"[^\"]*\").*", "$1");
      kafka.send("workflow-resume", "t-1", "{\"ref\":" + ref + ",\"value\":\"fine\"}");

      assertThat(text(kafka.await("workflow-result", "t-1", PATIENCE).value())).isEqualTo("\"Ada is fine\"");
      assertThat(kafka.all("workflow-dead-letter")).isEmpty();
    }
  }

  @Test
  void sigtermEndsTheEngineCleanly() {
    var engine = processes.start("engine", Installation.engine("--create-topics", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), "application.id=stopped"))).awaitLine("engine ready", Duration.ofSeconds(60));

    assertThat(engine.stop()).isZero();
    assertThat(engine.output()).contains("engine stopped");
  }
}
