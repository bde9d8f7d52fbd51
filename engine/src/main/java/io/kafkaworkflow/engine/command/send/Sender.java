package io.kafkaworkflow.engine.command.send;

import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Pace;
import io.kafkaworkflow.engine.command.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends records a batch at a time, and says of each where it lies once the brokers have acknowledged it. A record is for one thread, so that a
 * batch that fails leaves the others as they are. Used by one thread.
 */
final class Sender {
  private static final int BATCH_MAX = 500;

  private record Sending(String threadId, Future<RecordMetadata> place) {}

  private final Optional<Producer<byte[], byte[]>> producer;
  private final String topic;
  private final OutputFormat format;
  private final PrintWriter out;
  private final LongConsumer progress;
  private final Pace pace;
  private final int batchSize;
  private final List<Sending> batch = new ArrayList<>();
  private long sent;

  /**
   * @param producer empty for a dry run
   * @param rate records per second
   * @param progress told of the records that the brokers have, now and then
   */
  Sender(Optional<Producer<byte[], byte[]>> producer, String topic, OutputFormat format, int rate, PrintWriter out, LongConsumer progress) {
    this.progress = progress;
    this.producer = producer;
    this.topic = topic;
    this.format = format;
    this.out = out;
    this.pace = new Pace(rate);
    this.batchSize = Math.max(1, Math.min(BATCH_MAX, rate / 5));
  }

  /** @throws KafkaException the brokers did not take a record; those said to be sent are sent */
  void send(ThreadRecord record) {
    if (producer.isEmpty()) {
      sent++;
      say(record.threadId(), topic, "");
      return;
    }
    if (batch.isEmpty()) {
      pace.await();
    }
    batch.add(new Sending(record.threadId(), producer.get().send(record.to(topic))));
    if (batch.size() == batchSize) {
      flush();
    }
  }

  /** Waits for the brokers' acknowledgements of everything. */
  void flush() {
    producer.ifPresent(Producer::flush);
    for (Sending sending : batch) {
      RecordMetadata place = acknowledged(sending.place);
      sent++;
      say(sending.threadId, place.topic(), "-" + place.partition() + "@" + place.offset());
    }
    pace.used(batch.size());
    progress.accept(sent);
    batch.clear();
    out.flush();
  }

  /** Records that the brokers have, or would have been sent. */
  long sent() {
    return sent;
  }

  /** @param place behind the topic, empty in a dry run */
  private void say(String threadId, String to, String place) {
    out.println(format == OutputFormat.text ? Printable.line(threadId) + " -> " + to + place : JsonLine.of(json -> {
      json.writeStringField("thread", threadId);
      json.writeStringField("topic", to);
      json.writeFieldName("sentTo");
      json.writeString(place.isEmpty() ? null : to + place);
    }));
  }

  private static RecordMetadata acknowledged(Future<RecordMetadata> place) {
    try {
      return place.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
