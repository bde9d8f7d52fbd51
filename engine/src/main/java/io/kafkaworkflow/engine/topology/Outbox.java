package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.LifecycleEvent;
import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Everything that one step of one thread sends, in order. Collects first and sends last, so that a step which turns out to be
 * refused has sent nothing (1-D2). One use each.
 */
final class Outbox {
  private final Cause cause;
  private final String threadId;
  private final BundleId bundleId;
  private final TopicNames topics;
  private final List<Record<byte[], Outgoing>> records = new ArrayList<>();

  Outbox(Cause cause, String threadId, BundleId bundleId, TopicNames topics) {
    this.cause = cause;
    this.threadId = threadId;
    this.bundleId = bundleId;
    this.topics = topics;
  }

  /** @throws CharacterCodingException key or value holds a lone surrogate; nothing was added */
  void add(Output output) throws CharacterCodingException {
    byte[] key = StrictUtf8.encode(output.key());
    byte[] value = output.value() == null ? null : StrictUtf8.encode(output.value());
    records.add(new Record<>(key, new Outgoing(topics.ofOutput(output.topic()), value), cause.nowEpochMs(), headers()));
  }

  void addEvent(LifecycleEvent.Kind kind) {
    var event = new LifecycleEvent(kind, threadId, cause.stepId(), bundleId.toString(), cause.nowEpochMs());
    add(WorkflowTopic.EVENTS, event.toJson(), headers());
  }

  void addResult(String resultJson) {
    add(WorkflowTopic.RESULT, resultJson, headers());
    addEvent(LifecycleEvent.Kind.COMPLETED);
  }

  /** @param end failed, cancelled or terminated */
  void addFailure(LifecycleEvent.Kind end, ThreadFailure failure) {
    Headers headers = headers();
    put(headers, WorkflowHeader.REASON, end.text());
    put(headers, WorkflowHeader.ERROR_NAME, failure.name());
    put(headers, WorkflowHeader.ERROR_MESSAGE, failure.message());
    if (!failure.stack().isEmpty()) {
      put(headers, WorkflowHeader.ERROR_STACK, failure.stack());
    }
    add(WorkflowTopic.ERROR, JsonText.quote(failure.text()), headers);
    addEvent(end);
  }

  void send(Consumer<Record<byte[], Outgoing>> sink) {
    records.forEach(sink);
  }

  private void add(WorkflowTopic topic, String value, Headers headers) {
    Outgoing outgoing = new Outgoing(topics.of(topic), value.getBytes(UTF_8));
    records.add(new Record<>(threadId.getBytes(UTF_8), outgoing, cause.nowEpochMs(), headers));
  }

  private Headers headers() {
    Headers headers = new RecordHeaders();
    put(headers, WorkflowHeader.THREAD_ID, threadId);
    put(headers, WorkflowHeader.STEP_ID, cause.stepId());
    put(headers, WorkflowHeader.BUNDLE_ID, bundleId.toString());
    cause.copyTraceTo(headers);
    return headers;
  }

  private static void put(Headers headers, WorkflowHeader name, String value) {
    headers.add(name.text(), value.getBytes(UTF_8));
  }
}
