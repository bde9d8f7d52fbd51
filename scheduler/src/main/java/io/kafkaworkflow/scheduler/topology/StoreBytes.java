package io.kafkaworkflow.scheduler.topology;

import io.kafkaworkflow.scheduler.timer.SortedBytes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A state store as the timer rules see it. */
final class StoreBytes implements SortedBytes {

  private final KeyValueStore<Bytes, byte[]> store;

  StoreBytes(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(Bytes.wrap(key));
  }

  @Override
  public void put(byte[] key, byte[] value) {
    store.put(Bytes.wrap(key), value);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(Bytes.wrap(key));
  }

  @Override
  public Cursor from(byte[] first) {
    return new StoreCursor(store.range(Bytes.wrap(first), null));
  }

  private record StoreCursor(KeyValueIterator<Bytes, byte[]> entries) implements Cursor {

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public Entry next() {
      KeyValue<Bytes, byte[]> entry = entries.next();
      return new Entry(entry.key.get(), entry.value);
    }

    @Override
    public void close() {
      entries.close();
    }
  }
}
