package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.query.Partitions;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka consumer that connects when it is first needed, and again after it was given up. Used by one thread; others may only wake
 * it up.
 */
final class LazyConsumer {
  private final Supplier<Consumer<byte[], byte[]>> connect;
  private volatile @Nullable Consumer<byte[], byte[]> connected;

  LazyConsumer(Supplier<Consumer<byte[], byte[]>> connect) {
    this.connect = connect;
  }

  /** The consumer, connected if need be. @throws org.apache.kafka.common.KafkaException it cannot be made */
  Consumer<byte[], byte[]> get() {
    Consumer<byte[], byte[]> known = connected;
    if (known == null) {
      known = connect.get();
      connected = known;
    }
    return known;
  }

  /** Where the threads lie on a topic whose keys are thread ids. @throws org.apache.kafka.common.KafkaException the brokers do not answer */
  Partitions partitions(String topic) {
    int count = get().partitionsFor(topic).size();
    return new Partitions(() -> count);
  }

  /** Forgets what was assigned; nothing when it is not connected. */
  void unsubscribe() {
    Consumer<byte[], byte[]> known = connected;
    if (known != null) {
      known.unsubscribe();
    }
  }

  /** Ends a wait of the owner with {@link org.apache.kafka.common.errors.WakeupException}. Any thread may call it. */
  void wakeup() {
    Consumer<byte[], byte[]> known = connected;
    if (known != null) {
      known.wakeup();
    }
  }

  /** Closes it; the next {@link #get} makes another. */
  void disconnect() {
    Consumer<byte[], byte[]> known = connected;
    connected = null;
    if (known != null) {
      known.close();
    }
  }
}
