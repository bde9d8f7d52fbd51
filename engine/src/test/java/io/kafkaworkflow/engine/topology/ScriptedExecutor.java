package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.InputResult;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An executor without JavaScript: each command is answered by the next of the answers that a test has put down, and by waiting for the ref
 * {@code r} when there is none. Every continuation has a real header and an empty body.
 */
final class ScriptedExecutor implements StepExecutor {
  static final BundleId BUNDLE = BundleId.ofCode(new byte[] {1});

  /** One step, as an answer sees it. */
  record Step(StepInput input, @Nullable ContinuationHeader before) {

    StepResult waitsFor(List<String> refs, Output... outputs) {
      return new StepResult.Suspended(waitingBytes(refs), List.of(outputs), List.of());
    }

    byte[] waitingBytes(List<String> refs) {
      return header(ThreadStatus.WAITING, refs).toBytes();
    }

    StepResult completes(String resultJson, Output... outputs) {
      return new StepResult.Completed(header(ThreadStatus.COMPLETED, List.of()).toBytes(), resultJson, List.of(outputs), List.of());
    }

    StepResult fails(ThreadFailure failure, boolean isCancelled, Output... outputs) {
      ThreadStatus status = isCancelled ? ThreadStatus.CANCELLED : ThreadStatus.FAILED;
      return new StepResult.Failed(header(status, List.of()).toBytes(), failure, isCancelled, List.of(outputs), List.of());
    }

    StepResult refused(String code) {
      return new StepResult.Refused(code, "the scripted reason", List.of(new LogLine(LogLine.Level.INFO, "before the end")));
    }

    private ContinuationHeader header(ThreadStatus status, List<String> refs) {
      List<OpenRef> open = refs.stream().map(id -> new OpenRef(id.startsWith("~") ? number(id) : 0, id, -1, 0)).toList();
      boolean isStart = input.command() instanceof Command.Start;
      ContinuationHeader header = isStart || before == null
          ? new ContinuationHeader(status, BUNDLE, input.incarnation(), 1, input.nowEpochMs(), input.nowEpochMs(), input.idempotencyKey(), open)
          : new ContinuationHeader(status, BUNDLE, before.incarnation(), before.step() + 1, before.startedAtEpochMs(), input.nowEpochMs(),
              before.idempotencyKey(), open);
      return header.with(input.kept());
    }

    private static long number(String generatedId) {
      return Long.parseLong(generatedId.substring(generatedId.indexOf('.') + 1), 36);
    }
  }

  final List<StepInput> applied = new ArrayList<>();
  final List<Function<Step, StepResult>> answers = new ArrayList<>();
  boolean isClosed;

  @Override
  public StepResult apply(StepInput input, byte @Nullable [] previous) {
    applied.add(input);
    Step step = new Step(input, previous == null ? null : ContinuationHeader.read(previous));
    return answers.isEmpty() ? step.waitsFor(List.of("r")) : answers.remove(0).apply(step);
  }

  @Override
  public InputResult translate(StepInput input) {
    throw new AssertionError("no script has input functions");
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
