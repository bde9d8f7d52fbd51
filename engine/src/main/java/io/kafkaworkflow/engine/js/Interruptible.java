package io.kafkaworkflow.engine.js;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Something that runs guest code, such as a GraalVM context. */
@FunctionalInterface
interface Interruptible {

  /**
   * Makes the guest code throw at the next place where it can, again and again until none of it runs.
   *
   * @throws TimeoutException some of it still runs after {@code wait}
   */
  void interrupt(Duration wait) throws TimeoutException;
}
