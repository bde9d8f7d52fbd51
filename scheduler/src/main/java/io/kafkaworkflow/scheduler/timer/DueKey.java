package io.kafkaworkflow.scheduler.timer;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Key of the index by due time: 8 bytes due time, big endian, so that byte order is time order, then the timer's key. No separator
 * and no parsing: a timer's key may hold any bytes.
 *
 * @param dueAtEpochMs milliseconds since the epoch, 0 or more
 * @param timerKey the key of the record that armed the timer
 */
record DueKey(long dueAtEpochMs, byte[] timerKey) {

  private static final byte[] NO_KEY = {};

  /** The lowest index key of all timers that are due at {@code dueAtEpochMs} or later. */
  static byte[] lowestAt(long dueAtEpochMs) {
    return new DueKey(dueAtEpochMs, NO_KEY).bytes();
  }

  static DueKey read(byte[] bytes) {
    return new DueKey(readTime(bytes), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
  }

  byte[] bytes() {
    return ByteBuffer.allocate(Long.BYTES + timerKey.length).putLong(dueAtEpochMs).put(timerKey).array();
  }

  /** A due time alone: the value of the map from timer key to due time. */
  static byte[] timeBytes(long dueAtEpochMs) {
    return ByteBuffer.allocate(Long.BYTES).putLong(dueAtEpochMs).array();
  }

  static long readTime(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
