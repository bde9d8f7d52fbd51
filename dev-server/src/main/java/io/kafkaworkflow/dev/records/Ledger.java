package io.kafkaworkflow.dev.records;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Remembers the records that passed, for whoever has to judge them. Safe for use by several threads. */
public final class Ledger implements Consumer<ConsumerRecord<byte[], byte[]>> {
  /** One record that passed; key and value as text. */
  public record Entry(String topic, String key, @Nullable String value) {}

  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized void accept(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    byte[] value = record.value();
    entries.add(new Entry(record.topic(), key == null ? "" : text(key), value == null ? null : text(value)));
    notifyAll();
  }

  /** Waits until a record passed that fits, at most {@code limit}; tells whether one did. */
  public synchronized boolean await(Predicate<Entry> wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (entries.stream().noneMatch(wanted)) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  /** What passed so far. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
