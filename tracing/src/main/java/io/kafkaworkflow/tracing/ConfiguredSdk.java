package io.kafkaworkflow.tracing;

import io.kafkaworkflow.listener.StepTracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/** OpenTelemetry's SDK as its standard variables configure it, for traces alone. */
final class ConfiguredSdk {
  private static final Map<String, String> DEFAULTS = Map.of(
      "otel.service.name", "kafka-workflow-engine",
      // the sender over the JDK's client knows no gRPC, which would be the SDK's default
      "otel.exporter.otlp.protocol", "http/protobuf");

  /** The engine makes no metrics and no logs over OpenTelemetry, so that an operator's variables for all services must not start exporters of them. */
  private static final Map<String, String> FIXED = Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  /** @throws IllegalArgumentException a variable has a value that cannot be used */
  static StepTracer tracer() {
    try {
      OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
          .addPropertiesSupplier(() -> DEFAULTS).addPropertiesCustomizer(all -> FIXED)
          .disableShutdownHook() // the engine closes it, after its last step
          .build().getOpenTelemetrySdk();
      return new OpenTelemetryTracer(sdk, sdk::close);
    } catch (RuntimeException e) { // ConfigurationException, and whatever senders and exporters throw: none has a common type
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new IllegalArgumentException("traces cannot be exported as OpenTelemetry's variables say: " + cause.getMessage(), e);
    }
  }

  private ConfiguredSdk() {}
}
