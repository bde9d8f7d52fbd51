package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.ByteReader;
import io.kafkaworkflow.engine.step.ByteWriter;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.Refusals;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step in one entered context: the call, and its outcome as a result. */
final class Step implements GuestCall<StepResult> {

  private static final Logger LOG = LoggerFactory.getLogger(Step.class);

  private final StepInput input;
  private final BundleId bundleId;
  private final @Nullable ContinuationHeader previous;
  private final int bytesBefore;
  private final ByteReader body;
  private final ExecutorLimits limits;
  private final GuestContext context;
  private final long incarnation;

  /** What is stored of a thread: its header (null before its first step), all its bytes, and a reader that stands behind the header. */
  record Stored(@Nullable ContinuationHeader header, int bytes, ByteReader body) {
    static Stored nothing() {
      return new Stored(null, 0, new ByteReader(new byte[0]));
    }
  }

  Step(StepInput input, BundleId bundleId, Stored stored, ExecutorLimits limits, GuestContext context) {
    this.input = input;
    this.bundleId = bundleId;
    this.previous = stored.header();
    this.bytesBefore = stored.bytes();
    this.body = stored.body();
    this.limits = limits;
    this.context = context;
    this.incarnation = this.previous == null ? input.incarnation() : this.previous.incarnation();
  }

  /** The decoded thread. */
  @Override
  public Object prepare() {
    return previous == null ? GuestValues.UNDEFINED : context.codec().read(body);
  }

  /** Returns an {@code Outcome}. */
  @Override
  public Object call(Object thread) {
    Object stepContext = context.calls().stepContext(input.threadId(), input.stepId(), incarnation, input.kept().labels());
    return context.calls().run(input.command(), stepContext, thread);
  }

  @Override
  public StepResult refused(StepResult.Refused refusal) {
    return refusal;
  }

  @Override
  public StepResult result(Object outcome) {
    OutcomeReader read = new OutcomeReader(context.realm(), outcome);
    List<Output> outputs = read.outputs(input.threadId());
    List<LogLine> log = read.log(context.stacks());
    String excess = outputExcess(outputs);
    if (excess != null) {
      return Refusals.outputLimit(excess, log);
    }
    ThreadStatus status = read.status();
    return switch (status) {
      case WAITING -> new StepResult.Suspended(continuation(read), outputs, log);
      case COMPLETED -> new StepResult.Completed(header(status, List.of(), read).toBytes(), read.resultJson(), outputs, log);
      case FAILED, CANCELLED -> new StepResult.Failed(
          header(status, List.of(), read).toBytes(), read.failure(context.stacks()), status == ThreadStatus.CANCELLED, outputs, log);
      case TERMINATED -> throw new IllegalStateException("A bundle reported the status of a terminate record");
    };
  }

  private byte[] continuation(OutcomeReader read) {
    ByteWriter out = context.codec().out();
    header(ThreadStatus.WAITING, read.openRefs(incarnation), read).write(out);
    int warnFrom = bytesBefore > limits.continuationBytesWarn() ? Integer.MAX_VALUE : limits.continuationBytesWarn(); // once, as it grows
    String largest = context.codec().write(read.thread(), limits.continuationBytesMax(), warnFrom);
    if (out.length() > warnFrom) {
      LOG.warn("The continuation of thread {} has grown to {} bytes; beyond {} its steps are undone (workflow.continuation.bytes.max). {}",
          input.threadId(), out.length(), limits.continuationBytesMax(), largest);
    }
    return out.toBytes();
  }

  private ContinuationHeader header(ThreadStatus status, List<OpenRef> openRefs, OutcomeReader read) {
    ContinuationHeader header = previous == null
        ? new ContinuationHeader(status, bundleId, incarnation, 1, input.nowEpochMs(), input.nowEpochMs(), input.idempotencyKey(), openRefs)
        : new ContinuationHeader(status, bundleId, incarnation, previous.step() + 1, previous.startedAtEpochMs(), input.nowEpochMs(),
            previous.idempotencyKey(), openRefs);
    KeptHeaders kept = read.labels().map(input.kept()::withLabels).orElse(input.kept());
    return kept.isEmpty() ? header : header.with(kept);
  }

  /** What is too much about the outputs, or null. */
  private @Nullable String outputExcess(List<Output> outputs) {
    if (outputs.size() > limits.outputsMax()) {
      return "the step sends " + outputs.size() + " records, the limit is " + limits.outputsMax();
    }
    long bytes = 0;
    for (Output output : outputs) {
      String value = output.value();
      bytes += utf8Bytes(output.key()) + (value == null ? 0 : utf8Bytes(value));
      for (Output.Header header : output.headers()) {
        bytes += utf8Bytes(header.name()) + utf8Bytes(header.value());
      }
    }
    return bytes > limits.outputBytesMax()
        ? "the step sends " + bytes + " bytes, the limit is " + limits.outputBytesMax() : null;
  }

  private static long utf8Bytes(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
