package io.kafkaworkflow.dev.records;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A daemon thread that owns a consumer and hands every poll to a handler, empty ones too. {@link #close()} ends it and closes the
 * consumer; what the handler or the consumer throws ends it as well and goes to {@code onFailure}.
 */
public final class PollLoop<K, V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<K, V> consumer;
  private final Thread thread;

  public PollLoop(String name, KafkaConsumer<K, V> consumer, Consumer<ConsumerRecords<K, V>> handler, Consumer<RuntimeException> onFailure) {
    this.consumer = consumer;
    thread = new Thread(() -> run(consumer, handler, onFailure), name);
    thread.setDaemon(true);
    thread.start();
  }

  private static <K, V> void run(KafkaConsumer<K, V> consumer, Consumer<ConsumerRecords<K, V>> handler, Consumer<RuntimeException> onFailure) {
    try (consumer) {
      while (true) {
        handler.accept(consumer.poll(POLL));
      }
    } catch (WakeupException closed) {
      // close() was called
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
