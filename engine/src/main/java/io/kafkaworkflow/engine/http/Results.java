package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.http.DaemonThreads;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Finds the result or error record of a thread that has ended, by the time of its last step: these records carry it as their timestamp, and Kafka finds
 * offsets by timestamps. One reader, one question after the other, so many of them waiting at most.
 */
final class Results implements AutoCloseable {
  private static final int WAITING_MAX = 256;
  private static final Duration POLL = Duration.ofMillis(100);
  /** The state of a thread may be seen before the transaction that made it is committed: its records follow within this. */
  private static final long COMMIT_NS_MAX = TimeUnit.SECONDS.toNanos(10);
  /** Records from the time of the step on, of threads that ended together with this one. */
  private static final int EXAMINED_MAX = 50_000;

  private final String resultTopic;
  private final String errorTopic;
  private final ThreadPoolExecutor reader =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), DaemonThreads.named("result-reader"));
  /** The reader's thread alone. */
  private final LazyConsumer consumer;

  Results(String resultTopic, String errorTopic, Supplier<Consumer<byte[], byte[]>> connect) {
    this.resultTopic = resultTopic;
    this.errorTopic = errorTopic;
    this.consumer = new LazyConsumer(connect);
  }

  /**
   * The answer for a caller as JSON; empty when the record is not on its topic any more. The JSON of the result stands in it byte for byte.
   *
   * @param end of the thread, with the time of its last step
   * @return fails with what the brokers say; at once, with {@link RejectedExecutionException}, when too many are waiting
   */
  CompletableFuture<Optional<String>> find(String threadId, ThreadEvent end) {
    try {
      return CompletableFuture.supplyAsync(() -> read(threadId, end), reader);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Optional<String> read(String threadId, ThreadEvent end) {
    try {
      return record(threadId, end).map(record -> json(threadId, end, record));
    } catch (RuntimeException e) {
      consumer.disconnect();
      throw e;
    }
  }

  private Optional<ConsumerRecord<byte[], byte[]>> record(String threadId, ThreadEvent end) {
    Consumer<byte[], byte[]> reading = consumer.get();
    String topic = end.isCompleted() ? resultTopic : errorTopic;
    TopicPartition partition = new TopicPartition(topic, consumer.partitions(topic).of(threadId));
    long endNanos = System.nanoTime() + COMMIT_NS_MAX;
    reading.assign(List.of(partition));
    boolean isPlaced = false;
    int examined = 0;
    while (System.nanoTime() < endNanos && examined < EXAMINED_MAX) {
      if (!isPlaced) {
        OffsetAndTimestamp from = reading.offsetsForTimes(Map.of(partition, end.atEpochMs())).get(partition);
        isPlaced = from != null;
        if (from == null && isOld(end)) {
          return Optional.empty();
        }
        if (from == null) {
          pause(reading);
          continue;
        }
        reading.seek(partition, from.offset());
      }
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
        examined++;
        if (record.key() != null && threadId.equals(new String(record.key(), UTF_8))) {
          return Optional.of(record);
        }
      }
      if (isOld(end) && reading.position(partition) >= reading.endOffsets(List.of(partition)).get(partition)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** What is not there now will not come any more. */
  private static boolean isOld(ThreadEvent end) {
    return System.currentTimeMillis() - end.atEpochMs() > TimeUnit.NANOSECONDS.toMillis(COMMIT_NS_MAX);
  }

  /** Nothing of that time yet: what is read until then is of no interest. */
  private static void pause(Consumer<byte[], byte[]> reading) {
    reading.seekToEnd(reading.assignment());
    reading.poll(POLL);
  }

  private static String json(String threadId, ThreadEvent end, ConsumerRecord<byte[], byte[]> record) {
    String value = record.value() == null ? "null" : new String(record.value(), UTF_8);
    String head = "{\"thread\":" + JsonText.quote(threadId) + ",\"status\":\"" + (end.isCompleted() ? "completed" : text(record, WorkflowHeader.REASON))
        + "\",\"step\":" + JsonText.quote(text(record, WorkflowHeader.STEP_ID));
    if (end.isCompleted()) {
      return head + ",\"result\":" + value + "}";
    }
    String stack = text(record, WorkflowHeader.ERROR_STACK);
    return head + ",\"error\":{\"text\":" + value + ",\"name\":" + JsonText.quote(text(record, WorkflowHeader.ERROR_NAME)) + ",\"message\":"
        + JsonText.quote(text(record, WorkflowHeader.ERROR_MESSAGE)) + (stack.isEmpty() ? "" : ",\"stack\":" + JsonText.quote(stack)) + "}}";
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, WorkflowHeader name) {
    Header header = record.headers().lastHeader(name.text());
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    reader.getQueue().clear();
    reader.execute(consumer::disconnect);
    reader.shutdown();
  }
}
