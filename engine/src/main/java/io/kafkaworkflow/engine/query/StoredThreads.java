package io.kafkaworkflow.engine.query;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What this engine has in its stores. Safe for use by several threads, beside the stream threads that write.
 *
 * <p>What is read may be a step that is not committed yet, and that a failure undoes: by a few milliseconds, the present is ahead of what the topics show.
 */
public interface StoredThreads {

  /** The address under which the others know this engine; null when they do not. */
  @Nullable EngineAddress self();

  /** Who has the threads of a partition. @throws NotHereException this engine does not know, because it is starting or stopping */
  Owners owners(int partition);

  /**
   * The continuation or completion record of a thread, null when there is none.
   *
   * @param isStale whether a standby's copy will do
   * @throws NotHereException this engine does not have the partition, not yet, or not any more
   */
  byte @Nullable [] thread(int partition, String threadId, boolean isStale);

  /** Why a thread is parked, as JSON; null when it is not. @throws NotHereException as above */
  byte @Nullable [] parked(int partition, String threadId, boolean isStale);

  /**
   * Shows the threads of a partition in the order of their ids' bytes until {@code reader} returns false.
   *
   * @param after the id behind which to begin, null for the first
   * @return whether the end was reached
   * @throws NotHereException as above; also in the middle
   */
  boolean threads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader);

  /** As {@link #threads}, of those that are parked, with the JSON that says why. */
  boolean parkedThreads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader);
}
