package io.kafkaworkflow.dev.stack;

import io.kafkaworkflow.engine.step.InputResult;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Shows what workflow code says with {@code console} to the person who is writing it; otherwise it would be in the log file only. */
public final class LoggingExecutor implements StepExecutor {
  private final StepExecutor executor;
  private final BiConsumer<String, LogLine> listener;

  /** @param listener gets thread id (of an input function, the id of its record) and line, on the stream thread */
  public LoggingExecutor(StepExecutor executor, BiConsumer<String, LogLine> listener) {
    this.executor = executor;
    this.listener = listener;
  }

  @Override
  public StepResult apply(StepInput input, byte @Nullable [] previous) {
    StepResult result = executor.apply(input, previous);
    result.log().forEach(line -> listener.accept(input.threadId(), line));
    return result;
  }

  @Override
  public InputResult translate(StepInput input) {
    InputResult result = executor.translate(input);
    result.log().forEach(line -> listener.accept(input.stepId(), line));
    return result;
  }

  @Override
  public void close() {
    executor.close();
  }
}
