package io.kafkaworkflow.chaos.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.chaos.checker.History;
import io.kafkaworkflow.chaos.checker.Observed;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all topics of a run from their beginning as a {@code read_committed} consumer, writes everything into the history, and hands it to those who
 * react. Has a thread of its own, which ends with {@link #close}.
 */
public final class Observer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final KafkaConsumer<String, String> consumer;
  private final List<TopicPartition> partitions;
  private final History history;
  private final Consumer<Observed> reactions;
  private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> questions = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "observer");
  private volatile @Nullable RuntimeException failure;
  private volatile boolean isClosing;

  /** @param reactions called on the observer's thread for each record, in the order of the history */
  public Observer(String bootstrapServers, Collection<String> topics, History history, Consumer<Observed> reactions) {
    this.history = history;
    this.reactions = reactions;
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed",
        "enable.auto.commit", false, "fetch.max.wait.ms", 20, "auto.offset.reset", "earliest", "metadata.recovery.strategy", "rebootstrap"),
        new StringDeserializer(), new StringDeserializer());
    partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.start();
  }

  /** Whether everything that is committed now has been read. @throws IllegalStateException the reader has failed */
  public boolean hasReadAll() {
    requireReading();
    CompletableFuture<Boolean> question = new CompletableFuture<>();
    questions.add(question);
    return question.orTimeout(ANSWER.toMillis() * 2, TimeUnit.MILLISECONDS).exceptionally(error -> false).join();
  }

  /** @throws IllegalStateException the reader has failed: the run proves nothing */
  public void requireReading() {
    if (failure != null) throw new IllegalStateException("the observer stopped reading", failure);
  }

  private void run() {
    try (consumer) {
      while (!isClosing) {
        consumer.poll(POLL).forEach(this::take);
        answer();
      }
    } catch (RuntimeException e) {
      failure = e;
      questions.forEach(question -> question.completeExceptionally(e));
    }
  }

  private void take(ConsumerRecord<String, String> record) {
    Observed observed = new Observed(record.topic(), record.partition(), record.offset(), record.timestamp(), String.valueOf(record.key()), record.value(),
        header(record, WorkflowHeader.THREAD_ID), header(record, WorkflowHeader.STEP_ID), header(record, WorkflowHeader.BUNDLE_ID),
        header(record, WorkflowHeader.REASON));
    history.add(observed);
    reactions.accept(observed);
  }

  private void answer() {
    CompletableFuture<Boolean> question = questions.poll();
    if (question == null) return;
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
      question.complete(partitions.stream().allMatch(partition -> consumer.position(partition, ANSWER) >= ends.get(partition)));
    } catch (KafkaException e) {
      // a broker is away: the answer is not known, and whoever asked will ask again
      question.complete(false);
    }
  }

  private static String header(ConsumerRecord<?, ?> record, WorkflowHeader name) {
    Header header = record.headers().lastHeader(name.text());
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    isClosing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
