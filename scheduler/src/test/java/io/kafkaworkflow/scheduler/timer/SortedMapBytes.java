package io.kafkaworkflow.scheduler.timer;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A map in memory that counts its reads and fails when it is changed under an open cursor. */
final class SortedMapBytes implements SortedBytes {

  private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
  private int openCursors;
  int reads;

  @Override
  public byte @Nullable [] get(byte[] key) {
    reads++;
    return entries.get(key);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    assertNoCursor();
    entries.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    assertNoCursor();
    entries.remove(key);
  }

  @Override
  public Cursor from(byte[] first) {
    reads++;
    openCursors++;
    Iterator<Map.Entry<byte[], byte[]>> tail = entries.tailMap(first, true).entrySet().iterator();
    return new Cursor() {
      @Override
      public boolean hasNext() {
        return tail.hasNext();
      }

      @Override
      public Entry next() {
        Map.Entry<byte[], byte[]> entry = tail.next();
        return new Entry(entry.getKey(), entry.getValue());
      }

      @Override
      public void close() {
        openCursors--;
      }
    };
  }

  int size() {
    assertNoCursor();
    return entries.size();
  }

  private void assertNoCursor() {
    if (openCursors != 0) {
      throw new IllegalStateException("changed or left with " + openCursors + " open cursors");
    }
  }
}
