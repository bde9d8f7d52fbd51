package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one task: continuations of those that wait, completion records of those that ended not long ago.
 *
 * <p>Beside the threads lies an index of the completion records by the time the thread ended ({@code uint64 big endian epoch ms,
 * then the thread id}; empty value), so that removing old ones never scans the threads that wait.
 */
final class ThreadStore {
  static final String THREADS = "workflow-threads";
  static final String ENDED = "workflow-ended-threads";

  /** Completion records that one sweep by the clock removes; it runs between records and must be short. */
  static final int SWEEP_MAX = 1_000;

  /** Threads that end between two sweeps that need no clock. Each removes twice as many, so removing keeps up with any load. */
  static final int SWEEP_EVERY = 64;

  private static final byte[] PRESENT = {};

  private final KeyValueStore<byte[], byte[]> threads;
  private final KeyValueStore<byte[], byte[]> ended;
  private final long retentionMs;
  private int endedSinceSweep;

  /** @param retentionMs how long a completion record is kept; 0: none is written */
  ThreadStore(KeyValueStore<byte[], byte[]> threads, KeyValueStore<byte[], byte[]> ended, long retentionMs) {
    this.threads = threads;
    this.ended = ended;
    this.retentionMs = retentionMs;
  }

  /** What is stored for the thread, null when nothing is. */
  byte @Nullable [] get(String threadId) {
    return threads.get(threadId.getBytes(UTF_8));
  }

  /** @param before header of what was stored until now, null when nothing was */
  void putWaiting(String threadId, @Nullable ContinuationHeader before, byte[] continuation) {
    byte[] key = threadId.getBytes(UTF_8);
    forget(key, before);
    threads.put(key, continuation);
  }

  /** As {@link #putWaiting}, for a thread that has ended. */
  void putEnded(String threadId, @Nullable ContinuationHeader before, byte[] completionRecord) {
    byte[] key = threadId.getBytes(UTF_8);
    forget(key, before);
    if (retentionMs == 0) {
      threads.delete(key);
      return;
    }
    threads.put(key, completionRecord);
    long endedAtEpochMs = ContinuationHeader.read(completionRecord).updatedAtEpochMs();
    ended.put(indexKey(endedAtEpochMs, key), PRESENT);
    if (++endedSinceSweep == SWEEP_EVERY) {
      endedSinceSweep = 0;
      sweep(endedAtEpochMs, 2 * SWEEP_EVERY);
    }
  }

  /** Removes completion records older than the retention, the oldest first, at most {@link #SWEEP_MAX}. */
  void sweep(long nowEpochMs) {
    sweep(nowEpochMs, SWEEP_MAX);
  }

  private void sweep(long nowEpochMs, int max) {
    for (byte[] indexKey : expired(nowEpochMs, max)) {
      ended.delete(indexKey);
      byte[] key = new byte[indexKey.length - Long.BYTES];
      System.arraycopy(indexKey, Long.BYTES, key, 0, key.length);
      threads.delete(key);
    }
  }

  private List<byte[]> expired(long nowEpochMs, int max) {
    List<byte[]> found = new ArrayList<>();
    long endedBefore = nowEpochMs - retentionMs;
    if (endedBefore <= 0) {
      return found;
    }
    try (KeyValueIterator<byte[], byte[]> oldest = ended.range(indexKey(0, PRESENT), indexKey(endedBefore, PRESENT))) {
      while (oldest.hasNext() && found.size() < max) {
        KeyValue<byte[], byte[]> next = oldest.next();
        found.add(next.key);
      }
    }
    return found;
  }

  /** An index entry lives exactly as long as its completion record, so that a sweep can never hit a thread that was started anew. */
  private void forget(byte[] key, @Nullable ContinuationHeader before) {
    if (before != null && before.status() != ThreadStatus.WAITING) {
      ended.delete(indexKey(before.updatedAtEpochMs(), key));
    }
  }

  private static byte[] indexKey(long endedAtEpochMs, byte[] threadKey) {
    return ByteBuffer.allocate(Long.BYTES + threadKey.length).putLong(endedAtEpochMs).put(threadKey).array();
  }
}
