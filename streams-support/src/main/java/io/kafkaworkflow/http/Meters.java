package io.kafkaworkflow.http;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The metrics of the process as Prometheus reads them: everything that Kafka Streams and its clients measure (ours are among it, so that JMX shows
 * the same numbers), the JVM, and what the program adds.
 */
final class Meters implements AutoCloseable {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  /** How long a series that Kafka has just made may be missing. */
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("metrics-refresh"));
  private final List<KafkaStreamsMetrics> kafka;
  private final JvmGcMetrics gc = new JvmGcMetrics();

  Meters(List<KafkaStreams> streams) {
    kafka = streams.stream().map(client -> new KafkaStreamsMetrics(client, List.of(), refresher, REFRESH)).toList();
    kafka.forEach(metrics -> metrics.bindTo(registry));
    gc.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  Route route() {
    return Route.get("/metrics", Access.METRICS, Set.of(), exchange ->
        exchange.reply(new Reply(200, PROMETHEUS_TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8), Map.of())));
  }

  /** A request was answered. @param route method and path template */
  void answered(String route, int status, long nanos) {
    Timer.builder("workflow.http.requests").description("requests answered, by route and status").tag("route", route).tag("status", Integer.toString(status))
        .register(registry).record(nanos, TimeUnit.NANOSECONDS);
  }

  void add(Gauge gauge) {
    io.micrometer.core.instrument.Gauge.builder(gauge.name(), gauge.value()::getAsDouble).description(gauge.help()).tag(gauge.tag(), gauge.tagValue()).register(registry);
  }

  @Override
  public void close() {
    kafka.forEach(KafkaStreamsMetrics::close);
    gc.close();
    refresher.shutdownNow();
    registry.close();
  }
}
