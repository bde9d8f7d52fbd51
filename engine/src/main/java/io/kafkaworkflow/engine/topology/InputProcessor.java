package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.InputRecord;
import io.kafkaworkflow.engine.step.InputResult;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of one partition of a domain topic into records of the resume topic, as the bundle's input function says. For each exactly one of two
 * things happens: everything that the function asked for is sent, or the record becomes a dead letter. One per task, used by its stream
 * thread only.
 */
final class InputProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

  /** What a task gets once it is assigned. */
  private record Task(ProcessorContext<byte[], Outgoing> context, StepExecutor executor, DeadLetters letters, StepMetrics metrics) {}

  private final String declared;
  private final OutputRules rules;
  private final StreamThreadExecutors executors;
  private final Backlog backlog;
  private @Nullable Task task;

  /** @param declared the topic, as the bundle calls it */
  InputProcessor(String declared, OutputRules rules, StreamThreadExecutors executors, Backlog backlog) {
    this.declared = declared;
    this.rules = rules;
    this.executors = executors;
    this.backlog = backlog;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    backlog.begin(context);
    StepMetrics metrics = new StepMetrics(context.metrics(), context.taskId().toString());
    task = new Task(context, executors.ofThisThread(), new DeadLetters(context::forward, rules, metrics), metrics);
  }

  @Override
  public void close() {
    if (task != null) {
      backlog.forget(task.context.taskId().partition());
      task.metrics.close();
      task = null;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Task now = task;
    if (now == null) {
      throw new IllegalStateException("Expected init before process");
    }
    RecordMetadata position =
        now.context.recordMetadata().orElseThrow(() -> new IllegalStateException("Expected a record of a topic, but it has no offset"));
    Cause cause = Cause.ofInput(record, position, now.context.currentSystemTimeMs());
    translate(now, cause, record);
    if (backlog.isCommitDueAfter(position, cause.nowEpochMs())) {
      now.context.commit();
    }
  }

  private void translate(Task now, Cause cause, Record<byte[], byte[]> record) {
    InputResult result = now.executor.translate(
        new StepInput("", cause.stepId(), cause.offset(), cause.nowEpochMs(), "", new Command.Translate(inputRecord(record))));
    ThreadLog.write(cause.stepId(), result.log());
    if (result instanceof StepResult.Refused refused) {
      now.letters.send(cause, Refusal.of(refused), "no thread has heard of it");
      return;
    }
    List<Record<byte[], Outgoing>> resumes = new ArrayList<>();
    for (InputResult.Resume resume : ((InputResult.Understood) result).records()) {
      Optional<Refusal> refusal = add(cause, resume, resumes);
      if (refusal.isPresent()) {
        now.letters.send(cause, refusal.get(), "no thread has heard of it");
        return;
      }
    }
    resumes.forEach(now.context::forward);
    now.metrics.input(declared);
  }

  private InputRecord inputRecord(Record<byte[], byte[]> record) {
    List<Message.Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new Message.Header(header.key(), header.value()));
    }
    return new InputRecord(declared, record.key(), record.value(), headers, record.timestamp());
  }

  /** Adds the record; or says why none can be sent. */
  private Optional<Refusal> add(Cause cause, InputResult.Resume resume, List<Record<byte[], Outgoing>> resumes) {
    String topic = rules.topics().of(WorkflowTopic.RESUME);
    byte[] key;
    byte[] value;
    try {
      key = StrictUtf8.encode(resume.threadId());
      value = StrictUtf8.encode(resume.value());
    } catch (CharacterCodingException e) {
      return Optional.of(Refusal.outputNotUnicode(topic));
    }
    if (key.length + value.length > rules.recordBytesMax()) {
      return Optional.of(Refusal.outputTooLarge(topic, key.length + value.length, rules.recordBytesMax()));
    }
    Headers headers = new RecordHeaders();
    headers.add(WorkflowHeader.STEP_ID.text(), cause.stepId().getBytes(UTF_8));
    Kept.trace(cause).headers().forEach(header -> headers.add(header.name(), header.value()));
    String idempotencyKey = resume.idempotencyKey();
    if (idempotencyKey != null) {
      headers.add(WorkflowHeader.IDEMPOTENCY_KEY.text(), idempotencyKey.getBytes(UTF_8));
    }
    resumes.add(new Record<>(key, new Outgoing(topic, value), cause.nowEpochMs(), headers));
    return Optional.empty();
  }
}
