package io.kafkaworkflow.engine.step;

/**
 * How much one step may take. Crossing one undoes the step with a code.
 *
 * @param stepTimeMsMax wall-clock time in the guest, {@code step/time-limit}. Keep it well below the producer's transaction timeout
 * @param continuationBytesMax {@code step/continuation-too-large}. Keep it below the changelog topic's {@code max.message.bytes}
 * @param outputsMax records that one step sends, {@code step/output-limit}
 * @param outputBytesMax keys and values of all outputs of one step, as UTF-8, {@code step/output-limit}
 */
public record ExecutorLimits(long stepTimeMsMax, int continuationBytesMax, int outputsMax, int outputBytesMax) {

  public static final ExecutorLimits DEFAULTS = new ExecutorLimits(1_000, 900_000, 1_000, 4_000_000);

  public ExecutorLimits {
    if (stepTimeMsMax < 1 || continuationBytesMax < 1 || outputsMax < 1 || outputBytesMax < 1) {
      throw new IllegalArgumentException("Expected limits greater than 0, but got " + stepTimeMsMax + " ms, "
          + continuationBytesMax + " B, " + outputsMax + " outputs, " + outputBytesMax + " B of outputs");
    }
  }
}
