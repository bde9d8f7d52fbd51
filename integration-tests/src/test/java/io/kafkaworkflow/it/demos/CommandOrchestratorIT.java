package io.kafkaworkflow.it.demos;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.it.watch.OtlpReceiver;
import io.kafkaworkflow.it.watch.OtlpReceiver.Received;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  void theProgramPublishesACommandAndShowsItsAnswersAndItsStepsAreOneTrace_4_10_4_11() throws IOException {
    try (OtlpReceiver collector = new OtlpReceiver()) {
      startEngine(collector);
      askAndShow();
      List<Received> spans = await().atMost(PATIENCE).until(collector::spans, found -> found.size() >= 4);
      Map<String, List<Received>> ofThread = spans.stream().collect(Collectors.groupingBy(Received::thread));
      assertThat(ofThread).as("one thread for each command").hasSize(2).allSatisfy((thread, steps) -> {
        assertThat(steps).extracting(Received::traceId).containsOnly(steps.get(0).traceId());
        assertThat(steps.toString()).as("no payloads").doesNotContain("Riga", "Atlantis", "clear");
      });
    }
  }

  private void startEngine(OtlpReceiver collector) {
    List<String> command = new ArrayList<>(List.of("env", "OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.url(), "OTEL_SERVICE_NAME=command-orchestrator", "OTEL_BSP_SCHEDULE_DELAY=50"));
    command.addAll(Installation.engine("--create-topics", Bundles.demo("command-orchestrator").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), "num.standby.replicas=0")));
    processes.start("engine", command).awaitLine("engine ready", PATIENCE);
  }

  private void askAndShow() {
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
