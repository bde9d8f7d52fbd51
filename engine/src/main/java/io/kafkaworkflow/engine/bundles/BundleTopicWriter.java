package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes {@code workflow-bundles}, one writer of the application at a time.
 *
 * <p>All writers have one transactional id, and Kafka lets only the latest of them commit. Each takes the id, reads the topic to its end, decides, and
 * commits: when another has taken the id in between, the commit fails and it starts over. So a decision is always made on what is there.
 */
final class BundleTopicWriter {
  private static final Logger log = LoggerFactory.getLogger(BundleTopicWriter.class);

  /** More instances than anybody starts at once; each time, one of them gets through. */
  private static final int ATTEMPTS_MAX = 100;

  private final BundleTopicSettings settings;
  private final BundleTopicReader reader;

  BundleTopicWriter(BundleTopicSettings settings, BundleTopicReader reader) {
    this.settings = settings;
    this.reader = reader;
  }

  /** The records to be written: keys and values, null removes. */
  static final class Change {
    private final Map<String, byte @Nullable []> records = new LinkedHashMap<>();

    Change put(String key, byte[] value) {
      records.put(key, value);
      return this;
    }

    Change remove(String key) {
      records.put(key, null);
      return this;
    }
  }

  /**
   * Writes what {@code decide} makes of the topic as it is; all of it or nothing. {@code decide} is called again when another writer was quicker. When this
   * returns, what was written is visible to every reader, and in the reader's index.
   *
   * @throws org.apache.kafka.common.KafkaException the brokers do not answer, or refuse
   */
  void write(Function<BundleIndex, Change> decide, Duration limit) {
    for (int attempt = 1; ; attempt++) {
      try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
        producer.initTransactions(); // ends the transaction of whoever had the id before
        reader.readToEnd(limit);
        Change change = decide.apply(reader.index());
        if (!change.records.isEmpty()) {
          // a commit is still on its way to the partitions when the producer hears of it: readers may see it a moment later
          reader.readPast(send(producer, change), limit);
        }
        return;
      } catch (KafkaException e) {
        if (attempt == ATTEMPTS_MAX || !isOvertaken(e)) {
          throw e;
        }
        log.info("another instance writes to {}; trying again", settings.topic());
      }
    }
  }

  /** Returns the offset of the last record in each partition. */
  private Map<TopicPartition, Long> send(KafkaProducer<byte[], byte[]> producer, Change change) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    change.records.forEach((key, value) -> sent.add(producer.send(new ProducerRecord<>(settings.topic(), key.getBytes(UTF_8), value))));
    producer.commitTransaction();
    Map<TopicPartition, Long> last = new HashMap<>();
    for (Future<RecordMetadata> future : sent) {
      RecordMetadata place = acknowledged(future);
      last.merge(new TopicPartition(place.topic(), place.partition()), place.offset(), Math::max);
    }
    return last;
  }

  private static RecordMetadata acknowledged(Future<RecordMetadata> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException("a record was not written although its transaction was committed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  /** However Kafka words it: starting over is safe in each case, because it begins with reading what is there. */
  private static boolean isOvertaken(@Nullable Throwable error) {
    return error != null && (error instanceof ProducerFencedException || error instanceof InvalidProducerEpochException
        || error instanceof InvalidTxnStateException || isOvertaken(error.getCause()));
  }
}
