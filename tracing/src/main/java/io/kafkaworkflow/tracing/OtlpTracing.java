package io.kafkaworkflow.tracing;

import io.kafkaworkflow.listener.StepTracer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Switches traces on when OpenTelemetry's variables say where spans go to. Names no class of OpenTelemetry itself, so that none is loaded otherwise. */
public final class OtlpTracing implements StepTracer.Provider {

  /** Looks up a variable by the name of its system property; null when it is not set. */
  private final Function<String, @Nullable String> variables;

  /** For {@link java.util.ServiceLoader}: reads system properties and the environment. */
  public OtlpTracing() {
    this(OtlpTracing::variable);
  }

  OtlpTracing(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  @Override
  public Optional<StepTracer> open() {
    return isConfigured() ? Optional.of(ConfiguredSdk.tracer()) : Optional.empty();
  }

  boolean isConfigured() {
    if (Boolean.parseBoolean(text("otel.sdk.disabled"))) {
      return false;
    }
    String exporter = text("otel.traces.exporter");
    return exporter.isEmpty() ? !text("otel.exporter.otlp.endpoint").isEmpty() || !text("otel.exporter.otlp.traces.endpoint").isEmpty() : !exporter.equals("none");
  }

  private String text(String name) {
    String value = variables.apply(name);
    return value == null ? "" : value.strip();
  }

  private static @Nullable String variable(String name) {
    String property = System.getProperty(name);
    return property == null ? System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_')) : property;
  }
}
