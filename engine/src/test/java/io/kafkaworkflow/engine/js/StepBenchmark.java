package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints the size of the trip saga's continuation with three reservations and the timer pending, and how long a whole step (load,
 * run, save) takes once warm.
 *
 * <p>{@code StepBenchmark <compiled trip saga> [rounds]}
 */
public final class StepBenchmark {

  private static final int SAGAS_PER_ROUND = 1_000;
  private static final String ARGUMENT = "{\"city\":\"Lisbon\",\"from\":\"2026-12-01\",\"to\":\"2026-12-08\"}";

  private final StepExecutor executor;
  private long offset;

  private StepBenchmark(StepExecutor executor) {
    this.executor = executor;
  }

  public static void main(String[] arguments) throws IOException {
    print(Path.of(arguments[0]), arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8);
  }

  static void print(Path file, int rounds) throws IOException {
    try (GuestHost host = new GuestHost()) {
      Bundle bundle = host.read(file.getFileName().toString(), Files.readAllBytes(file), null);
      try (StepExecutor executor = host.newExecutor(BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS)) {
        System.out.printf(Locale.ROOT, "%s, Java %s, bundle %,d B%n", host.runtimeName(), Runtime.version(), bundle.code().length);
        new StepBenchmark(executor).run(rounds);
      }
    }
  }

  private void run(int rounds) {
    byte[] waiting = suspended(apply(new Command.Start(ARGUMENT), null));
    System.out.printf("continuation with three reservations and a timer pending: %d B (%d open refs)%n",
        waiting.length, ContinuationHeader.read(waiting).openRefs().size());
    for (int round = 1; round <= rounds; round++) {
      long[] starts = new long[SAGAS_PER_ROUND];
      long[] settles = new long[3 * SAGAS_PER_ROUND];
      int settled = 0;
      for (int saga = 0; saga < SAGAS_PER_ROUND; saga++) {
        long begin = System.nanoTime();
        byte[] continuation = suspended(apply(new Command.Start(ARGUMENT), null));
        starts[saga] = System.nanoTime() - begin;
        List<OpenRef> refs = ContinuationHeader.read(continuation).openRefs();
        for (int i = 0; i < 3; i++) {
          String ref = refs.get(i).id();
          begin = System.nanoTime();
          StepResult result = apply(new Command.Settle(ref, "{\"ref\":\"" + ref + "\",\"value\":\"R-" + i + "\"}"), continuation);
          settles[settled++] = System.nanoTime() - begin;
          continuation = result instanceof StepResult.Suspended next ? next.continuation() : continuation;
        }
      }
      System.out.printf(Locale.ROOT, "round %d: start median %.1f us, settle median %.1f us, p99 %.1f us%n", round,
          micros(starts, 0.5), micros(settles, 0.5), micros(settles, 0.99));
    }
  }

  private StepResult apply(Command command, byte[] previous) {
    offset++;
    return executor.apply(new StepInput("trip-4711", "workflow-resume-0-" + offset, offset, 1_760_000_000_000L + offset, "", command), previous);
  }

  private static byte[] suspended(StepResult result) {
    if (result instanceof StepResult.Suspended suspended) {
      return suspended.continuation();
    }
    throw new IllegalStateException("Expected a waiting saga, but got " + result);
  }

  private static double micros(long[] nanos, double quantile) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) (quantile * (sorted.length - 1))] / 1_000.0;
  }
}
