package io.kafkaworkflow.it.watch;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.it.watch.OtlpReceiver.Received;
import io.kafkaworkflow.listener.WorkflowListener;
import io.kafkaworkflow.process.ChildProcess;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The engine as its launcher starts it, with a collector to export to and a listener's jar beside its own (docs/traces.md, docs/listeners.md). */
class WatchersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String WORKER = "00f067aa0ba902b7";
  private static final String[] TOPICS = {"render-jobs", "workflow-result", "workflow-error", "workflow-dead-letter", "workflow-events"};

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void aTraceIsConnectedFromItsRecordThroughChildAndWorkerToTheResultAndAListenerBesideTheJarHears_2_02_2_04_2_05_2_06_4_11() throws IOException {
    try (OtlpReceiver collector = new OtlpReceiver()) {
      ChildProcess engine = startEngine(collector);
      processes.start("scheduler", Installation.scheduler("--create-topics", Settings.file(directory.resolve("scheduler"), BROKER.bootstrapServers())))
          .awaitLine("scheduler ready", PATIENCE);
      try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), TOPICS)) {
        kafka.sendLater("workflow-resume", "film".getBytes(UTF_8), "new:{\"scenes\":[\"dawn\"]}".getBytes(UTF_8),
            "traceparent", "00-" + TRACE + "-" + CALLER + "-01", "tracestate", "vendor=1", "baggage", "tenant=t1");
        kafka.flush();
        renderAsAWorker(kafka);
        var result = kafka.await("workflow-result", "film", PATIENCE);
        assertThat(text(result.value())).isEqualTo("{\"frames\":24}");

        List<Received> spans = await().atMost(PATIENCE).until(collector::spans, found -> found.size() == 4);
        assertConnected(spans);
        assertThat(header(result, "traceparent")).isEqualTo("00-" + TRACE + "-" + span(spans, "workflow resume", "film").spanId() + "-01");
        assertThat(header(result, "tracestate")).isEqualTo("vendor=1");
        assertThat(header(result, "baggage")).isEqualTo("tenant=t1");
        assertThat(header(result, "workflow-context-root")).isEqualTo("film");
        assertThat(kafka.values("workflow-events", "film/dawn").get(0)).contains("\"kind\":\"started\"", "\"parent\":\"film\"", "\"cause\":\"workflow-resume-");
        assertThat(kafka.all("workflow-dead-letter")).isEmpty();
      }
      assertThat(engine.stop()).isZero();
      assertThat(engine.output().lines().filter(line -> line.startsWith("heard "))).containsExactlyInAnyOrder(
          "heard completed film/dawn of film started by film: 24", "heard completed film of film started by nobody: {\"frames\":24}", "heard close");
    }
  }

  /** An external worker: takes the job with its trace, and answers within a span of its own. */
  private static void renderAsAWorker(KafkaTester kafka) {
    var job = kafka.await("a job", PATIENCE, record -> record.topic().equals("render-jobs"));
    assertThat(header(job, "traceparent")).startsWith("00-" + TRACE + "-").doesNotContain(CALLER).endsWith("-01");
    String ref = String.valueOf(text(job.value())).replaceAll(".*\"ref\":(\"[^\"]*\").*", "$1");
    kafka.sendLater("workflow-resume", "film/dawn".getBytes(UTF_8), ("{\"ref\":" + ref + ",\"value\":24}").getBytes(UTF_8),
        "traceparent", "00-" + TRACE + "-" + WORKER + "-01", "tracestate", "vendor=1", "baggage", "tenant=t1");
    kafka.flush();
  }

  private static void assertConnected(List<Received> spans) {
    assertThat(spans).allSatisfy(span -> {
      assertThat(span.traceId()).isEqualTo(TRACE);
      assertThat(span.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
      assertThat(span.service()).isEqualTo("films");
      assertThat(span.attributes()).containsEntry("workflow.context.root", "film").containsKey("workflow.step.id");
    });
    Set<String> known = spans.stream().map(Received::spanId).collect(Collectors.toCollection(HashSet::new));
    known.addAll(List.of(CALLER, WORKER));
    assertThat(spans).as("every span has its parent in the trace").allMatch(span -> known.contains(span.parentId()));

    Received film = span(spans, "workflow start", "film");
    Received scene = span(spans, "workflow start", "film/dawn");
    Received rendered = span(spans, "workflow resume", "film/dawn");
    Received told = span(spans, "workflow resume", "film");
    assertThat(film.parentId()).isEqualTo(CALLER);
    assertThat(scene.parentId()).as("the step that started the child").isEqualTo(film.spanId());
    assertThat(rendered.parentId()).isEqualTo(WORKER);
    assertThat(rendered.links()).as("the step that waited for the worker").containsExactly(scene.spanId());
    assertThat(told.parentId()).as("the child's last step, over the scheduler").isEqualTo(rendered.spanId());
    assertThat(told.links()).containsExactly(film.spanId());
    assertThat(told.attributes()).containsEntry("workflow.status", "completed").containsEntry("workflow.step.number", "2");
    assertThat(scene.attributes()).containsEntry("workflow.parent.thread.id", "film");
  }

  private static Received span(List<Received> spans, String name, String thread) {
    return spans.stream().filter(span -> span.name().equals(name) && span.thread().equals(thread)).findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name + " of " + thread + " in " + spans));
  }

  private ChildProcess startEngine(OtlpReceiver collector) throws IOException {
    Path listeners = Files.createDirectories(directory.resolve("listeners"));
    writeJar(listeners.resolve("heard.jar"));
    List<String> command = new ArrayList<>(List.of("env", "KAFKA_WORKFLOW_LISTENERS=" + listeners, "JAVA_HOME=" + System.getProperty("java.home"), "JAVA_OPTS=-Xmx512m",
        "KAFKA_WORKFLOW_CACHE=off", "OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.url(), "OTEL_SERVICE_NAME=films", "OTEL_BSP_SCHEDULE_DELAY=50",
        Installation.ROOT.resolve("engine/bin/kafka-workflow-engine").toString(), Bundles.demo("child-workflows").toString(),
        Settings.file(directory.resolve("engine"), BROKER.bootstrapServers()), "--create-topics"));
    return processes.start("engine", command).awaitLine("engine ready", PATIENCE);
  }

  private static void writeJar(Path file) throws IOException {
    String name = HeardListener.class.getName();
    String classFile = name.replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        InputStream code = Objects.requireNonNull(WatchersIT.class.getClassLoader().getResourceAsStream(classFile))) {
      jar.putNextEntry(new JarEntry(classFile));
      code.transferTo(jar);
      jar.putNextEntry(new JarEntry("META-INF/services/" + WorkflowListener.class.getName()));
      jar.write(name.getBytes(UTF_8));
    }
  }
}
