package io.kafkaworkflow.bench.client;

import io.kafkaworkflow.bench.process.Lab;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records of text; a record that cannot be sent fails the next call. May be used by several threads. */
public final class Sender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private Sender(Lab lab, int lingerMs) {
    producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", lab.bootstrapServers(), "linger.ms", lingerMs, "acks", "all", "batch.size", 65_536),
        new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** For many records: they may wait 2 ms for each other. */
  public static Sender batching(Lab lab) {
    return new Sender(lab, 2);
  }

  /** For single records whose latency is measured. */
  public static Sender prompt(Lab lab) {
    return new Sender(lab, 0);
  }

  public void send(String topic, String key, String value) {
    Exception failed = failure.get();
    if (failed != null) throw new IllegalStateException("cannot send to " + topic, failed);
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)), (sent, e) -> {
      if (e != null) failure.compareAndSet(null, e);
    });
  }

  /** Returns when the broker has everything. */
  public void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) throw new IllegalStateException("cannot send", failed);
  }

  @Override
  public void close() {
    producer.close();
  }
}
