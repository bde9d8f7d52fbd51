package io.kafkaworkflow.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.listener.StepTracer;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpTracingTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  @ParameterizedTest
  @CsvSource({"otel.exporter.otlp.endpoint, http://c:4318, true", "otel.exporter.otlp.traces.endpoint, http://c:4318, true", "otel.traces.exporter, otlp, true",
      "otel.traces.exporter, none, false", "otel.service.name, mine, false", "otel.exporter.otlp.endpoint, ' ', false"})
  void spansAreMadeWhenItIsSaidWhereTo(String name, String value, boolean isConfigured) {
    assertThat(new OtlpTracing(Map.of(name, value)::get).isConfigured()).isEqualTo(isConfigured);
  }

  @ParameterizedTest
  @CsvSource({"otel.traces.exporter, none", "otel.sdk.disabled, true"})
  void theyCanBeSwitchedOffWhateverElseIsSet(String name, String value) {
    assertThat(new OtlpTracing(Map.of(ENDPOINT, "http://c:4318", name, value)::get).isConfigured()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"otel.exporter.otlp.protocol, grpc", "otel.exporter.otlp.endpoint, nonsense", "otel.traces.sampler, sometimes"})
  void whatCannotBeUsedStopsTheStart(String name, String value) {
    withProperties(Map.of(ENDPOINT, "http://127.0.0.1:1"), () -> withProperties(Map.of(name, value), () ->
        assertThatThrownBy(() -> new OtlpTracing().open()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("traces cannot be exported")));
  }

  @Test
  void isFoundAndStartsWithTheDefaultsAlone() {
    assertThat(ServiceLoader.load(StepTracer.Provider.class)).singleElement().isInstanceOf(OtlpTracing.class);
    // an operator's variables for all services start no exporters of metrics and logs here: over OTLP with gRPC they would fail
    withProperties(Map.of(ENDPOINT, "http://127.0.0.1:1", "otel.metrics.exporter", "nobody-has-this", "otel.bsp.export.timeout", "1"), () ->
        new OtlpTracing().open().orElseThrow().close());
    assertThat(new OtlpTracing().open()).as("not configured").isEmpty();
  }

  private static void withProperties(Map<String, String> properties, Runnable code) {
    Map<String, String> before = new java.util.HashMap<>();
    properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    try {
      code.run();
    } finally {
      before.forEach((name, value) -> {
        if (value == null) {
          System.clearProperty(name);
        } else {
          System.setProperty(name, value);
        }
      });
    }
  }
}
