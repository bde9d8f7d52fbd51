package io.kafkaworkflow.engine.command.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.command.Pace;
import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.start.Causes;
import io.kafkaworkflow.start.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends originals and the notes that they were sent, a batch in one transaction. Used by one thread.
 *
 * <p>A batch is a fifth of a second's worth, so that an open transaction never holds up the engine, which reads committed records only.
 */
final class RedriveTransactions {
  private static final int BATCH_MAX = 500;

  private record Sending(Position from, String topic, Future<RecordMetadata> copy, Future<RecordMetadata> note) {}

  private final Producer<byte[], byte[]> producer;
  private final Pace pace;
  private final int batchSize;
  private final RedriveReport report;
  private final List<Sending> batch = new ArrayList<>();

  /** @param rate records per second */
  RedriveTransactions(Producer<byte[], byte[]> producer, int rate, RedriveReport report) {
    this.producer = producer;
    this.pace = new Pace(rate);
    this.batchSize = Math.max(1, Math.min(BATCH_MAX, rate / 5));
    this.report = report;
  }

  /** Ends what an earlier command left open, and takes its right to send. */
  void fenceEarlier() {
    producer.initTransactions();
    pace.start();
  }

  /** Adds the original to the batch. */
  void send(Letter letter) {
    if (batch.isEmpty()) {
      pace.await();
      producer.beginTransaction();
    }
    Position from = letter.position();
    String topic = letter.originalTopic().orElseThrow();
    // no partition: the key decides, as for every sender; no timestamp: it is sent now
    var copy = new ProducerRecord<>(topic, null, null, letter.record().key(), letter.record().value(), letter.headersOfRetry());
    batch.add(new Sending(from, topic, producer.send(copy), producer.send(note(from))));
    if (batch.size() == batchSize) {
      commit();
    }
  }

  /** Commits what is open. */
  void commit() {
    if (batch.isEmpty()) {
      return;
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw notCommitted(e);
    }
    for (Sending sending : batch) {
      report.sent(sending.from, sending.topic, place(sending.copy));
    }
    pace.used(batch.size());
    batch.clear();
  }

  private static ProducerRecord<byte[], byte[]> note(Position of) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(WorkflowHeader.REDRIVEN.text(), Long.toString(of.offset()).getBytes(UTF_8));
    return new ProducerRecord<>(of.topic(), of.partition(), null, of.toString().getBytes(UTF_8), null, headers);
  }

  private static String place(Future<RecordMetadata> committed) {
    try {
      RecordMetadata metadata = committed.get();
      return metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected a committed record to have a place", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private StartException notCommitted(KafkaException e) {
    Throwable root = Causes.root(e);
    return new StartException("command/redrive-interrupted", "a batch of " + batch.size() + " was not committed: " + root.getClass().getSimpleName()
        + ": " + root.getMessage(), batch.get(0).from + " to " + batch.get(batch.size() - 1).from,
        "none of the batch was sent, or all of it with its notes; what was said to be sent is; the command exits with 1",
        "give the same command again: what was sent is left alone; let only one redrive run at a time");
  }
}
