package io.kafkaworkflow.chaos.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to {@code workflow-resume} in order, each exactly once: an idempotent producer that tries for longer than any fault lasts. One
 * that is not acknowledged in the end is an error of the run, because the model could not know whether it counts. Any thread may send.
 */
public final class Inputs implements AutoCloseable {
  private static final int TRY_FOR_MS = 600_000;

  private final KafkaProducer<String, String> producer;
  private final AtomicInteger unacknowledged = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public Inputs(String bootstrapServers) {
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true, "linger.ms", 2,
        "delivery.timeout.ms", TRY_FOR_MS, "request.timeout.ms", 10_000, "max.block.ms", TRY_FOR_MS,
        "metadata.recovery.strategy", "rebootstrap"), new StringSerializer(), new StringSerializer());
  }

  /** @param idempotencyKey empty: no header */
  public void send(String threadId, String value, String idempotencyKey) {
    ProducerRecord<String, String> record = new ProducerRecord<>(WorkflowTopic.RESUME.defaultName(), threadId, value);
    if (!idempotencyKey.isEmpty()) {
      record.headers().add(WorkflowHeader.IDEMPOTENCY_KEY.text(), idempotencyKey.getBytes(UTF_8));
    }
    unacknowledged.incrementAndGet();
    producer.send(record, (metadata, error) -> {
      unacknowledged.decrementAndGet();
      if (error != null) failure.compareAndSet(null, error);
    });
  }

  /** Records that the brokers have not acknowledged yet. */
  public int unacknowledged() {
    return unacknowledged.get();
  }

  /** @throws IllegalStateException a record was given up: the run proves nothing */
  public void requireAllSent() {
    if (failure.get() != null) throw new IllegalStateException("a record for workflow-resume could not be sent", failure.get());
  }

  @Override
  public void close() {
    producer.close();
  }
}
