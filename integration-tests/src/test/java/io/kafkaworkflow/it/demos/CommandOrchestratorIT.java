package io.kafkaworkflow.it.demos;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The integration program of the demo command-orchestrator; the test plays the service that the command asks. */
class CommandOrchestratorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void theProgramPublishesACommandAndShowsItsAnswers_4_10() {
    processes.start("engine", Installation.engine("--create-topics", Bundles.demo("command-orchestrator").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), "num.standby.replicas=0"))).awaitLine("engine ready", PATIENCE);
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "orchestrator-forecasts")) {
      ChildProcess success = command("success", "{\"city\":\"Riga\"}");
      answer(kafka, "Riga", "\"value\":\"clear\"");
      assertThat(success.awaitExit(PATIENCE)).as(() -> success.tail(20)).isZero();
      assertThat(success.output()).contains("\"status\":\"step_result\"").contains("\"status\":\"success\",\"result\":{\"forecast\":\"clear\"}");

      ChildProcess error = command("error", "{\"city\":\"Atlantis\"}");
      answer(kafka, "Atlantis", "\"error\":\"no such city\"");
      assertThat(error.awaitExit(PATIENCE)).as(() -> error.tail(20)).isEqualTo(1);
      assertThat(error.output()).contains("\"status\":\"error\",\"error\":\"no such city\"").doesNotContain("clear");
    }
  }

  private ChildProcess command(String name, String attributes) {
    return processes.start(name, List.of("env", "KAFKA_BROKERS=" + BROKER.bootstrapServers(), "node",
        Story.directory("command-orchestrator").resolve("bin/command.mjs").toString(), "weather-report", attributes));
  }

  private static void answer(KafkaTester kafka, String city, String valueOrError) {
    ConsumerRecord<byte[], byte[]> request = kafka.await("the question for " + city, PATIENCE, record -> String.valueOf(text(record.value())).contains(city));
    String ref = String.valueOf(text(request.value())).replaceAll(".*\"ref\":(\"[^\"]*\").*", "$1");
    kafka.send("workflow-resume", String.valueOf(text(request.key())), "{\"ref\":" + ref + "," + valueOrError + "}");
  }
}
