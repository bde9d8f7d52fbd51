package io.kafkaworkflow.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.listener.StepTracer.StepSpan;
import io.kafkaworkflow.listener.WorkflowStatus;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenTelemetryTracerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OUTER = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetryTracer tracer = tracer(Sampler.parentBased(Sampler.alwaysOn()));

  @Test
  void aStepIsAChildOfItsRecordAndGivesItsOwnContextOn() {
    StepSpan span = tracer.begin(thread(Map.of("traceparent", OUTER, "tracestate", "v=1", "baggage", "b=2")), step(1), Map.of());
    span.end(thread(Map.of()), Optional.of(WorkflowStatus.WAITING), Optional.empty());
    SpanData data = only();
    assertThat(data.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(data.getName()).isEqualTo("workflow start");
    assertThat(data.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.trace()).isEqualTo(Map.of("traceparent", "00-" + TRACE + "-" + data.getSpanId() + "-01", "tracestate", "v=1", "baggage", "b=2"));
    assertThat(data.getAttributes().get(AttributeKey.stringKey("workflow.context.tenant"))).isEqualTo("t1");
    assertThat(data.getAttributes().get(AttributeKey.stringKey("workflow.status"))).isEqualTo("waiting");
  }

  @Test
  void aStepIsLinkedToTheOneThatSuspendedItsThreadThoughThatIsInAnotherTrace() {
    String suspended = "00-ffffffffffffffffffffffffffffffff-0000000000000009-01";
    tracer.begin(thread(Map.of("traceparent", OUTER)), step(2), Map.of("traceparent", suspended)).end(thread(Map.of()), Optional.of(WorkflowStatus.COMPLETED), Optional.empty());
    assertThat(only().getLinks()).singleElement().satisfies(link -> {
      assertThat(link.getSpanContext().getTraceId()).isEqualTo("f".repeat(32));
      assertThat(link.getSpanContext().getSpanId()).isEqualTo("0000000000000009");
    });
  }

  @Test
  void withoutATraceOrWithABrokenOneATraceBegins() {
    for (Map<String, String> trace : List.of(Map.<String, String>of(), Map.of("traceparent", "00-nonsense", "baggage", "b"))) {
      exported.reset();
      StepSpan span = tracer.begin(thread(trace), step(1), trace);
      span.end(thread(Map.of()), Optional.empty(), Optional.empty());
      assertThat(only().getParentSpanContext().isValid()).isFalse();
      assertThat(only().getLinks()).isEmpty();
      // 03: sampled, and the trace id is random
      assertThat(span.trace().get("traceparent")).matches("00-" + only().getTraceId() + "-" + only().getSpanId() + "-0[13]");
    }
  }

  @Test
  void whatItsSenderDoesNotSampleIsNotExportedAndStaysUnsampled() {
    StepSpan span = tracer.begin(thread(Map.of("traceparent", OUTER.replace("-01", "-00"))), step(1), Map.of());
    span.end(thread(Map.of()), Optional.of(WorkflowStatus.WAITING), Optional.empty());
    assertThat(exported.getFinishedSpanItems()).isEmpty();
    assertThat(span.trace().get("traceparent")).startsWith("00-" + TRACE).endsWith("-00");
  }

  @Test
  void aStepThatWasUndoneIsAnErrorWithItsCode() {
    tracer.begin(thread(Map.of()), step(1), Map.of()).end(thread(Map.of()), Optional.of(WorkflowStatus.WAITING), Optional.of("step/time-limit"));
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(only().getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo("step/time-limit");
  }

  private SpanData only() {
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    return exported.getFinishedSpanItems().get(0);
  }

  private OpenTelemetryTracer tracer(Sampler sampler) {
    OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().setSampler(sampler).addSpanProcessor(SimpleSpanProcessor.create(exported)).build()).build();
    return new OpenTelemetryTracer(sdk, sdk::close);
  }

  private static WorkflowThread thread(Map<String, String> trace) {
    return new WorkflowThread("t", Optional.empty(), Optional.empty(), Map.of("tenant", "t1"), trace);
  }

  private static WorkflowStep step(long number) {
    WorkflowStep.Kind kind = number == 1 ? WorkflowStep.Kind.START : WorkflowStep.Kind.RESUME;
    return new WorkflowStep("workflow-resume-0-7", kind, number, Optional.empty(), Optional.empty(), "workflow-resume", 0, 7, 0);
  }
}
