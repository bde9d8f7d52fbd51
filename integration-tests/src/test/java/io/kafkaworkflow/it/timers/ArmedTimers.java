package io.kafkaworkflow.it.timers;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Timers by number, and when each is due, in milliseconds since the epoch. Arming and asking happen on the test's thread. */
final class ArmedTimers {
  private final String topic;
  private final long[] dueAtEpochMs;

  ArmedTimers(String topic, int count) {
    this.topic = topic;
    dueAtEpochMs = new long[count];
  }

  int count() {
    return dueAtEpochMs.length;
  }

  long dueAtEpochMs(int timer) {
    return dueAtEpochMs[timer];
  }

  /**
   * Arms the timers from {@code first} to {@code end}, exclusive; returns when the brokers have them.
   *
   * @param firstDueAtEpochMs when timer 0 is due; must be far enough ahead for all of them to be armed before
   * @param spreadMs how long after it the last of all timers is due
   */
  void arm(String bootstrapServers, int first, int end, long firstDueAtEpochMs, long spreadMs) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 262_144, "compression.type", "lz4");
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int timer = first; timer < end; timer++) {
        dueAtEpochMs[timer] = firstDueAtEpochMs + spreadMs * timer / count();
        long now = System.currentTimeMillis();
        producer.send(
            new ProducerRecord<>(topic, null, now, "t-" + timer + "|{\"ref\":\"~0.1\"}", Long.toString(dueAtEpochMs[timer] - now)),
            (metadata, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              }
            });
      }
    }
    if (failure.get() != null) {
      throw new AssertionError("a timer was not armed", failure.get());
    }
  }

  /** The number of the timer that a record to this thread comes from. */
  static int number(String threadId) {
    return Integer.parseInt(threadId.substring(2));
  }
}
