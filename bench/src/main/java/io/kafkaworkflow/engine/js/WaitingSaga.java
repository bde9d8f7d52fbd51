package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The trip saga with three reservations, a timer and a cancellation pending: the state that steps are measured on. Used by one thread. */
final class WaitingSaga implements AutoCloseable {
  /** The compiled saga; set by {@code bench/micro}. */
  static final String BUNDLE_PROPERTY = "bench.saga";

  private static final String ARGUMENT = "{\"city\":\"Lisbon\",\"from\":\"2026-12-01\",\"to\":\"2026-12-08\"}";

  final GuestHost host = new GuestHost();
  final Bundle bundle;
  final byte[] continuation;
  final String firstRef;
  private final StepExecutor executor;
  private long offset;

  WaitingSaga() {
    Path file = Path.of(System.getProperty(BUNDLE_PROPERTY));
    try {
      bundle = host.read(file.getFileName().toString(), Files.readAllBytes(file), null);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the compiled saga " + file, e);
    }
    executor = host.newExecutor(BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS);
    continuation = ((StepResult.Suspended) start()).continuation();
    firstRef = ContinuationHeader.read(continuation).openRefs().get(0).id();
  }

  StepResult start() {
    return apply(new Command.Start(ARGUMENT), null);
  }

  /** The first of three reservations is confirmed. */
  StepResult settle() {
    return apply(new Command.Settle(firstRef, "{\"ref\":\"" + firstRef + "\",\"value\":\"R-1\"}"), continuation);
  }

  private StepResult apply(Command command, byte @Nullable [] previous) {
    offset++;
    return executor.apply(new StepInput("trip-4711", "workflow-resume-0-" + offset, offset, 1_760_000_000_000L + offset, "", command), previous);
  }

  /** A context of its own with the bundle evaluated, for the codec alone. */
  GuestContext newContext() {
    return new GuestContext(host.engine(), GuestHost.LoadedBundle.of(bundle));
  }

  @Override
  public void close() {
    executor.close();
    host.close();
  }
}
