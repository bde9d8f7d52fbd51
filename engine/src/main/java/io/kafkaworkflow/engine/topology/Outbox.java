package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.LifecycleEvent;
import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one step of one thread sends, in order. Collects first and sends last, so that a step which turns out to be
 * refused has sent nothing (1-D2). One use each.
 */
final class Outbox {
  /** UTF-16 units of each text of an error record; what is longer is cut, because an error must always be visible. */
  static final int ERROR_TEXT_UNITS_MAX = 64 * 1024;

  private final Cause cause;
  private final String threadId;
  private final String bundleId;
  private final KeptHeaders kept;
  private final OutputRules rules;
  private final List<Record<byte[], Outgoing>> records = new ArrayList<>();
  /** The same on everything that the step sends. */
  private final RecordHeaders common = new RecordHeaders();

  /** @param kept with the thread after the step; goes on everything as far as it is inherited */
  Outbox(Cause cause, String threadId, BundleId bundleId, KeptHeaders kept, OutputRules rules) {
    this.cause = cause;
    this.threadId = threadId;
    this.bundleId = bundleId.toString();
    this.kept = kept;
    this.rules = rules;
    put(common, WorkflowHeader.THREAD_ID, threadId);
    put(common, WorkflowHeader.STEP_ID, cause.stepId());
    put(common, WorkflowHeader.BUNDLE_ID, this.bundleId);
    kept.inherited().forEach(header -> common.add(header.name(), header.value()));
  }

  /** Adds an output; or says why the step cannot stand. */
  Optional<Refusal> add(Output output) {
    String topic = rules.topics().ofOutput(output.topic());
    byte[] key;
    byte[] value;
    Headers headers = headers();
    long headerBytes = 0;
    try {
      key = StrictUtf8.encode(output.key());
      value = output.value() == null ? null : StrictUtf8.encode(output.value());
      for (Output.Header header : output.headers()) {
        byte[] text = StrictUtf8.encode(header.value());
        headerBytes += StrictUtf8.encode(header.name()).length + text.length;
        headers.add(header.name(), text);
      }
    } catch (CharacterCodingException e) {
      return Optional.of(Refusal.outputNotUnicode(topic));
    }
    return add(topic, key, value, headers, headerBytes);
  }

  /** Adds the thread's result; or says why the step cannot stand. */
  Optional<Refusal> addResult(String resultJson) {
    Optional<Refusal> refusal = add(rules.topics().of(WorkflowTopic.RESULT), threadId.getBytes(UTF_8), resultJson.getBytes(UTF_8), headers(), 0);
    addEvent(LifecycleEvent.Kind.COMPLETED);
    return refusal;
  }

  /** @param end failed, cancelled or terminated */
  void addFailure(LifecycleEvent.Kind end, ThreadFailure failure) {
    Headers headers = headers();
    put(headers, WorkflowHeader.REASON, end.text());
    put(headers, WorkflowHeader.ERROR_NAME, cut(failure.name()));
    put(headers, WorkflowHeader.ERROR_MESSAGE, cut(failure.message()));
    if (!failure.stack().isEmpty()) {
      put(headers, WorkflowHeader.ERROR_STACK, cut(failure.stack()));
    }
    addProtocolRecord(WorkflowTopic.ERROR, JsonText.quote(cut(failure.text())), headers);
    addEvent(end);
  }

  void addEvent(LifecycleEvent.Kind kind) {
    addEvent(kind, "");
  }

  /** @param reason the code for which the thread is parked, empty for other kinds */
  void addEvent(LifecycleEvent.Kind kind, String reason) {
    boolean isStart = kind == LifecycleEvent.Kind.STARTED;
    var event = new LifecycleEvent(
        kind, threadId, cause.stepId(), bundleId, cause.nowEpochMs(), reason, isStart ? kept.parent() : "", isStart ? kept.cause() : "");
    addProtocolRecord(WorkflowTopic.EVENTS, event.toJson(), headers());
  }

  void send(Consumer<Record<byte[], Outgoing>> sink) {
    records.forEach(sink);
  }

  /** @param headerBytes of those that the workflow gave */
  private Optional<Refusal> add(String topic, byte[] key, byte @Nullable [] value, Headers headers, long headerBytes) {
    long bytes = key.length + headerBytes + (value == null ? 0 : value.length);
    if (bytes > rules.recordBytesMax()) {
      return Optional.of(Refusal.outputTooLarge(topic, bytes, rules.recordBytesMax()));
    }
    records.add(new Record<>(key, new Outgoing(topic, value), cause.nowEpochMs(), headers));
    return Optional.empty();
  }

  private void addProtocolRecord(WorkflowTopic topic, String value, Headers headers) {
    Outgoing outgoing = new Outgoing(rules.topics().of(topic), value.getBytes(UTF_8));
    records.add(new Record<>(threadId.getBytes(UTF_8), outgoing, cause.nowEpochMs(), headers));
  }

  private Headers headers() {
    return new RecordHeaders(common); // each record its own: a producer closes them for changes
  }

  private static String cut(String text) {
    if (text.length() <= ERROR_TEXT_UNITS_MAX) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(ERROR_TEXT_UNITS_MAX - 1));
    return text.substring(0, splitsPair ? ERROR_TEXT_UNITS_MAX - 1 : ERROR_TEXT_UNITS_MAX) + "\u2026";
  }

  private static void put(Headers headers, WorkflowHeader name, String value) {
    headers.add(name.text(), value.getBytes(UTF_8));
  }
}
