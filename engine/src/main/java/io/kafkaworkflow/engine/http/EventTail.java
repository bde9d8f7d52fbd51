package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.query.Partitions;
import io.kafkaworkflow.http.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the end of {@code workflow-events} for those who wait for something to happen to a thread: the partitions of these threads, and only while somebody
 * waits. One thread and one consumer, whatever their number.
 */
final class EventTail implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventTail.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Called on the tail's thread: must not wait. */
  interface Listener {
    /** From now on every event of the thread is given; what was before has to be looked up. */
    void attached();

    /** @param json the record's value */
    void event(ThreadEvent event, byte[] json);

    /** The brokers do not answer; nothing more will come. */
    void broken(Exception e);
  }

  /** One listener's interest; closing it ends it. */
  final class Subscription implements AutoCloseable {
    private final String threadId;
    private final Listener listener;
    private boolean isAttached;

    private Subscription(String threadId, Listener listener) {
      this.threadId = threadId;
      this.listener = listener;
    }

    @Override
    public void close() {
      tell(() -> subscriptions.remove(this));
    }
  }

  private final String topic;
  private final LinkedBlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();
  private final Thread thread = DaemonThreads.named("event-tail").newThread(this::run);
  /** The tail's thread alone. */
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final LazyConsumer consumer;
  private volatile boolean isClosed;
  private boolean isStarted;

  EventTail(String topic, Supplier<Consumer<byte[], byte[]>> connect) {
    this.topic = topic;
    this.consumer = new LazyConsumer(connect);
  }

  Subscription subscribe(String threadId, Listener listener) {
    Subscription subscription = new Subscription(threadId, listener);
    tell(() -> subscriptions.add(subscription));
    return subscription;
  }

  private synchronized void tell(Runnable change) {
    if (!isStarted && !isClosed) {
      isStarted = true;
      thread.start();
    }
    changes.add(change);
    consumer.wakeup();
  }

  private void run() {
    while (!isClosed) {
      try {
        turn();
      } catch (WakeupException e) {
        // somebody came or went
      } catch (RuntimeException e) { // of Kafka, or a setting that no client can be made with
        log.warn("cannot read {}: those who wait for threads are told so", topic, e);
        List.copyOf(subscriptions).forEach(subscription -> subscription.listener.broken(e));
        subscriptions.clear();
        consumer.disconnect();
      } catch (InterruptedException e) {
        break;
      }
    }
    consumer.disconnect();
  }

  private void turn() throws InterruptedException {
    if (subscriptions.isEmpty()) {
      consumer.unsubscribe(); // whoever comes next begins at the end as it is then, not where the last one left
      changes.take().run();
    }
    for (Runnable next = changes.poll(); next != null; next = changes.poll()) {
      next.run();
    }
    if (subscriptions.isEmpty()) {
      return;
    }
    attach();
    for (ConsumerRecord<byte[], byte[]> record : consumer.get().poll(POLL)) {
      give(record);
    }
  }

  private void attach() {
    if (subscriptions.stream().allMatch(subscription -> subscription.isAttached)) {
      return;
    }
    Consumer<byte[], byte[]> reading = consumer.get();
    Partitions partitions = consumer.partitions(topic);
    Set<TopicPartition> wanted = new HashSet<>();
    subscriptions.forEach(subscription -> wanted.add(new TopicPartition(topic, partitions.of(subscription.threadId))));
    Set<TopicPartition> added = new HashSet<>(wanted);
    added.removeAll(reading.assignment());
    reading.assign(wanted);
    if (!added.isEmpty()) {
      reading.seekToEnd(added);
    }
    wanted.forEach(reading::position); // seeking is lazy: without this, what comes before the next poll would be skipped
    for (Subscription subscription : List.copyOf(subscriptions)) {
      if (!subscription.isAttached) {
        subscription.isAttached = true;
        subscription.listener.attached();
      }
    }
  }

  private void give(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    String threadId = new String(record.key(), UTF_8);
    List<Subscription> interested = subscriptions.stream().filter(subscription -> subscription.threadId.equals(threadId)).toList();
    if (!interested.isEmpty()) {
      ThreadEvent.parse(record.value()).ifPresent(event -> interested.forEach(subscription -> subscription.listener.event(event, record.value())));
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    thread.interrupt();
  }
}
