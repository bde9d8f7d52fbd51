package io.kafkaworkflow.tracing;

import io.kafkaworkflow.listener.StepTracer;
import io.kafkaworkflow.listener.WorkflowStatus;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span for each step. Its parent is the step's trace; a link leads to the step that left the thread waiting, which may be in another trace or months ago. Attributes are in docs/traces.md:
 * ids and names, never payloads.
 *
 * <p>Safe for all stream threads: making and ending a span only puts it into the SDK's queue.
 */
public final class OpenTelemetryTracer implements StepTracer {
  private static final String SCOPE = "io.kafkaworkflow.engine";
  private static final String BAGGAGE = "baggage";
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return Objects.requireNonNull(carrier).get(key);
    }
  };

  private final Tracer tracer;
  private final Runnable close;

  /** @param close called when the engine makes no more spans; sends those that wait, if the application does not see to that itself */
  public OpenTelemetryTracer(OpenTelemetry openTelemetry, Runnable close) {
    this.tracer = openTelemetry.getTracer(SCOPE);
    this.close = close;
  }

  @Override
  public StepSpan begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended) {
    SpanBuilder span = tracer.spanBuilder("workflow " + step.kind().name().toLowerCase(Locale.ROOT))
        .setSpanKind(SpanKind.CONSUMER).setParent(context(thread.trace()));
    SpanContext before = Span.fromContext(context(suspended)).getSpanContext();
    if (before.isValid()) {
      span.addLink(before);
    }
    describe(span, thread, step);
    return new Started(span.startSpan(), thread.trace().get(BAGGAGE));
  }

  private static Context context(Map<String, String> trace) {
    return trace.isEmpty() ? Context.root() : W3C.extract(Context.root(), trace, GETTER);
  }

  private static void describe(SpanBuilder span, WorkflowThread thread, WorkflowStep step) {
    span.setAttribute("messaging.system", "kafka").setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", step.topic())
        .setAttribute("messaging.destination.partition.id", Integer.toString(step.partition()))
        .setAttribute("messaging.kafka.offset", step.offset())
        .setAttribute("workflow.thread.id", thread.id())
        .setAttribute("workflow.step.id", step.id())
        .setAttribute("workflow.step.number", step.number());
    step.ref().ifPresent(ref -> span.setAttribute("workflow.ref", ref));
    step.retryOf().ifPresent(id -> span.setAttribute("workflow.retry.of", id));
    thread.parent().ifPresent(id -> span.setAttribute("workflow.parent.thread.id", id));
  }

  @Override
  public void close() {
    close.run();
  }

  private record Started(Span span, @Nullable String baggage) implements StepSpan {

    @Override
    public Map<String, String> trace() {
      Map<String, String> trace = new HashMap<>();
      W3C.inject(Context.root().with(span), trace, Map::put);
      if (baggage != null && !trace.isEmpty()) {
        trace.put(BAGGAGE, baggage);
      }
      return trace;
    }

    @Override
    public void end(WorkflowThread thread, Optional<WorkflowStatus> status, Optional<String> errorName) {
      thread.context().forEach((name, value) -> span.setAttribute("workflow.context." + name, value));
      status.ifPresent(is -> span.setAttribute("workflow.status", is.name().toLowerCase(Locale.ROOT)));
      errorName.ifPresent(name -> span.setStatus(StatusCode.ERROR).setAttribute("error.type", name));
      span.end();
    }
  }
}
