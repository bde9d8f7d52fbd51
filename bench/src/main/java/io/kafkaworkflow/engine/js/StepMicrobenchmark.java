package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.StepResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whole steps of the trip saga, and what a record costs that needs none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepMicrobenchmark {
  private WaitingSaga saga;

  @Setup
  public void open() {
    saga = new WaitingSaga();
  }

  @TearDown
  public void close() {
    saga.close();
  }

  /** Run and save; nothing to load. */
  @Benchmark
  public StepResult start() {
    return saga.start();
  }

  /** Load, run, save. */
  @Benchmark
  public StepResult settle() {
    return saga.settle();
  }

  /** Duplicates, spent refs, early messages: the header tells, no JavaScript runs. */
  @Benchmark
  public ContinuationHeader headerOnly() {
    return ContinuationHeader.read(saga.continuation);
  }
}
