package io.kafkaworkflow.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of real processes, and that dashboard, alerts and the page for operators ask for nothing that does not exist. */
class MetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LISTEN = "workflow.http.listen=127.0.0.1:0";
  private static final Pattern QUERY = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern METRIC = Pattern.compile("\\b(?:kafka|jvm|process|workflow)_[a-z0-9_]+");

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void everyMetricThatIsAskedForExists() throws IOException {
    ChildProcess engine = start("engine", Installation.engine("--create-topics", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory.resolve("engine"), BROKER.bootstrapServers(), LISTEN)));
    ChildProcess scheduler = start("scheduler", Installation.scheduler("--create-topics",
        Settings.file(directory.resolve("scheduler"), BROKER.bootstrapServers(), LISTEN)));
    Web ofEngine = Web.of(engine);
    Web ofScheduler = Web.of(scheduler);
    assertThat(ofEngine.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(ofEngine.get("/health/ready").body()).isEqualTo("{\"ok\":true,\"state\":\"RUNNING\"}");
    assertThat(ofScheduler.get("/health/ready").statusCode()).isEqualTo(200);

    makeEveryKindOfRecord();

    Set<String> wanted = metricsOfTheDashboard();
    assertThat(wanted).contains("kafka_workflow_task_steps_total", "kafka_stream_timer_fired_latency_max");
    wanted.addAll(metricsIn("monitoring/alerts.yml"));
    wanted.addAll(metricsIn("docs/operations.md"));
    assertThat(wanted).contains("process_start_time_seconds", "kafka_stream_client_state");
    await().atMost(PATIENCE).untilAsserted(() -> {
      Set<String> found = new TreeSet<>(series(ofEngine));
      found.addAll(series(ofScheduler));
      assertThat(found).containsAll(wanted);
    });
    // what alerts tell apart
    assertThat(ofEngine.get("/metrics").body().lines().filter(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag_max{")))
        .anyMatch(line -> line.matches(".*client_id=\"[^\"]*-consumer\".*") && line.contains("topic=\"workflow-resume\""));
    assertThat(ofEngine.get("/metrics").body().lines().filter(line -> line.startsWith("kafka_stream_client_state{"))).isNotEmpty().allMatch(line -> line.endsWith(" 2.0"));
  }

  @Test
  void withoutTheSettingNoServerIsLoaded() throws IOException {
    Path classes = directory.resolve("classes.log");
    List<String> command = new ArrayList<>(Installation.engine("--create-topics", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory.resolve("plain"), BROKER.bootstrapServers(), "application.id=plain")));
    command.add(1, "-Xlog:class+load:file=" + classes);
    ChildProcess engine = start("plain", command);

    assertThat(engine.stop()).isZero();
    try (var loaded = Files.lines(classes)) {
      assertThat(loaded.filter(line -> line.contains(" org.eclipse.jetty.") || line.contains(" io.micrometer.") || line.contains(" io.prometheus.")))
          .isEmpty();
    }
  }

  private ChildProcess start(String name, List<String> command) {
    return processes.start(name, command).awaitLine(name.equals("scheduler") ? "scheduler ready" : "engine ready", PATIENCE);
  }

  /** Steps of every kind that the dashboard counts, mail, an ignored record, a dead letter, a timer that fires and one that does not. */
  private static void makeEveryKindOfRecord() {
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "minimal-questions", "workflow-dead-letter")) {
      kafka.send("workflow-resume", "t-1", "new:\"Ada\"");
      kafka.send("workflow-resume", "t-1", "init:\"Ada\"");
      kafka.send("workflow-resume", "t-1", "{\"ref\":\"mail\"}");
      kafka.send("workflow-resume", "nobody", "{\"ref\":\"mail\"}");
      kafka.send("workflow-scheduler", "t-1|{\"ref\":\"later\"}", "1");
      kafka.send("workflow-scheduler", "t-1|{\"ref\":\"never\"}", "600000");
      kafka.send("workflow-scheduler", "t-1|{\"ref\":\"never\"}", "0");
      kafka.await("workflow-dead-letter", "nobody", PATIENCE);
    }
  }

  private static Set<String> metricsOfTheDashboard() throws IOException {
    Matcher queries = QUERY.matcher(Files.readString(Installation.ROOT.resolve("monitoring/grafana-dashboard.json")));
    return queries.results().flatMap(query -> METRIC.matcher(query.group(1)).results().map(metric -> metric.group())).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> metricsIn(String file) throws IOException {
    return METRIC.matcher(Files.readString(Installation.ROOT.resolve(file))).results().map(metric -> metric.group()).collect(Collectors.toSet());
  }

  private static Set<String> series(Web web) {
    return web.get("/metrics").body().lines().filter(line -> !line.startsWith("#")).map(line -> line.replaceFirst("[{ ].*", "")).collect(Collectors.toSet());
  }
}
