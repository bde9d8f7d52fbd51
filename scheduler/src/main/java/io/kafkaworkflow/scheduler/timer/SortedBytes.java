package io.kafkaworkflow.scheduler.timer;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A durable map from bytes to bytes in unsigned lexicographic order of its keys: all that the timer rules know of a state store.
 * Used by one thread only.
 */
public interface SortedBytes {

  /** Returns the value of {@code key}, or null when it has none. */
  byte @Nullable [] get(byte[] key);

  void put(byte[] key, byte[] value);

  /** Deletes {@code key}; nothing happens when it has no value. */
  void delete(byte[] key);

  /**
   * Walks the entries from {@code first} (inclusive) to the end, in order, reading as it goes. The map must not be changed until
   * the cursor is closed.
   */
  Cursor from(byte[] first);

  /** Entries in order; holds a native iterator, so it must be closed. */
  interface Cursor extends Iterator<Entry>, AutoCloseable {
    @Override
    void close();
  }

  /** One entry; the arrays belong to the caller. */
  record Entry(byte[] key, byte[] value) {}
}
