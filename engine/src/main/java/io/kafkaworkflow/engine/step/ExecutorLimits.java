package io.kafkaworkflow.engine.step;

/**
 * How much one step may take. Crossing one undoes the step with a code.
 *
 * @param stepTimeMsMax CPU time of the guest, {@code step/time-limit}. Keep it well below the producer's transaction timeout
 * @param allocatedBytesMax what the guest allocates, freed or not, {@code step/memory-limit}. Keep it below the heap divided by the stream threads
 * @param continuationBytesMax {@code step/continuation-too-large}. Keep it below the changelog topic's {@code max.message.bytes}
 * @param continuationBytesWarn a thread that grows beyond it is warned of in the log; the step stands
 * @param outputsMax records that one step sends, {@code step/output-limit}
 * @param outputBytesMax keys and values of all outputs of one step, as UTF-8, {@code step/output-limit}
 */
public record ExecutorLimits(
    long stepTimeMsMax, long allocatedBytesMax, int continuationBytesMax, int continuationBytesWarn, int outputsMax, int outputBytesMax) {

  public static final ExecutorLimits DEFAULTS = new ExecutorLimits(1_000, 256L << 20, 900_000, 450_000, 1_000, 4_000_000);

  public ExecutorLimits {
    if (stepTimeMsMax < 1 || allocatedBytesMax < 1 || continuationBytesMax < 1 || continuationBytesWarn < 1 || outputsMax < 1 || outputBytesMax < 1) {
      throw new IllegalArgumentException("Expected limits greater than 0, but got " + stepTimeMsMax + " ms, " + allocatedBytesMax
          + " B allocated, " + continuationBytesMax + " B, " + continuationBytesWarn + " B to warn of, " + outputsMax + " outputs, "
          + outputBytesMax + " B of outputs");
    }
  }
}
