package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.protocol.ParkedThread;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The threads of one task that cannot move because their continuation cannot be read: since when, why, what to do. The continuation itself is never touched:
 * after the repair the next record finds the thread as it was.
 *
 * <p>Nearly always empty, so that it costs no look into the store for each record. One per task, used by its stream thread only.
 */
final class ParkedThreads {
  static final String STORE = ParkedThread.STORE;

  /** The reasons that lie in what is stored for the thread, or in its bundle, whatever the record. */
  private static final Set<String> REASONS = Set.of(
      "step/unknown-bundle", "host/unreadable-bundle", "codec/malformed-continuation", "codec/unknown-format", "codec/unknown-built-in");

  /** Format and status stand before it, in every version of the format. */
  private static final int BUNDLE_ID_AT = 2;
  private static final BundleId UNKNOWN = new BundleId(0, 0, 0, 0);

  private final KeyValueStore<byte[], byte[]> store;
  private final StepMetrics metrics;
  private long count;

  ParkedThreads(KeyValueStore<byte[], byte[]> store, StepMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    metrics.parkedThreads(count);
  }

  /** Whether the thread of a record that was refused for {@code refusal} cannot move. */
  static boolean isReason(Refusal refusal) {
    return REASONS.contains(refusal.code());
  }

  boolean contains(String threadId) {
    return count > 0 && store.get(threadId.getBytes(UTF_8)) != null;
  }

  /**
   * Marks the thread, unless it is marked for the same reason.
   *
   * @return whether this is news
   */
  boolean park(Cause cause, String threadId, BundleId bundleId, Refusal refusal) {
    byte[] key = threadId.getBytes(UTF_8);
    byte[] before = count > 0 ? store.get(key) : null;
    if (before != null && new String(before, UTF_8).startsWith("{\"reason\":\"" + refusal.code() + "\",")) {
      return false;
    }
    String what = refusal.what().lines().findFirst().orElse("");
    var parked = new ParkedThread(refusal.code(), bundleId.toString(), cause.stepId(), cause.nowEpochMs(), what, refusal.help());
    store.put(key, parked.toJson().getBytes(UTF_8));
    if (before == null) {
      metrics.parkedThreads(++count);
    }
    return true;
  }

  /** Takes the mark away, if there is one. */
  void unpark(String threadId) {
    if (contains(threadId)) {
      store.delete(threadId.getBytes(UTF_8));
      metrics.parkedThreads(--count);
    }
  }

  /** The bundle of a thread, even when nothing more of its continuation can be read; zeros when not even that can. */
  static BundleId bundleIdOf(byte[] continuation) {
    return continuation.length < BUNDLE_ID_AT + BundleId.BYTES ? UNKNOWN : BundleId.fromBytes(continuation, BUNDLE_ID_AT);
  }
}
