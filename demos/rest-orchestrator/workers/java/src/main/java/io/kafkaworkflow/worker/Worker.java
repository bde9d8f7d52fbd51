package io.kafkaworkflow.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Does the jobs of the actions that are registered with it, and leaves all others alone. Keeps nothing: every job is safe in its topic until its
 * result is. To be used by one thread, but for {@link #close}.
 */
public final class Worker implements AutoCloseable {
  public static final String GROUP = "workflow-workers-java";
  private static final String BROKERS = "127.0.0.1:9092";
  /** A worker that died is noticed after this time. */
  private static final int SESSION_MS = Integer.parseInt(Objects.requireNonNullElse(System.getenv("WORKER_SESSION_MS"), "10000"));

  private final Map<String, Handler> handlers = new LinkedHashMap<>();
  private final Consumer<String> log;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Running running;

  private record Running(JobLoop loop, Thread thread, Producer<String, String> producer) {}

  public Worker() {
    this(System.err::println);
  }

  Worker(Consumer<String> log) {
    this.log = log;
  }

  /** @throws IllegalStateException when the action has a handler, or the worker has started */
  public Worker register(String action, Handler handler) {
    if (running != null) throw new IllegalStateException("register before start");
    if (handlers.putIfAbsent(action, handler) != null) throw new IllegalStateException("the action " + action + " is registered already");
    return this;
  }

  /** With the brokers of {@code KAFKA_BROKERS}. */
  public void start() throws InterruptedException {
    start(Objects.requireNonNullElse(System.getenv("KAFKA_BROKERS"), BROKERS));
  }

  public void start(String brokers) throws InterruptedException {
    start(brokers, GROUP);
  }

  /**
   * Joins the group and begins; returns when the actions are known to the gateway.
   *
   * @param brokers host:port, with commas between
   * @param group of all workers that have these actions, in whatever number
   */
  public void start(String brokers, String group) throws InterruptedException {
    if (handlers.isEmpty()) throw new IllegalStateException("register an action before start");
    StringSerializer serializer = new StringSerializer();
    Producer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers, "client.id", group, "linger.ms", 0), serializer, serializer);
    Outbox outbox = new Outbox(producer, group, this::pause, log);
    outbox.announce(handlers.keySet());
    KafkaConsumer<String, String> consumer = new KafkaConsumer<>(consumerSettings(brokers, group), new StringDeserializer(), new StringDeserializer());
    JobLoop loop = new JobLoop(consumer, Map.copyOf(handlers), new Attempts(this::pause, log), outbox, log);
    Thread thread = new Thread(loop, "worker");
    running = new Running(loop, thread, producer);
    thread.start();
    log.accept("worker ready: " + String.join(", ", handlers.keySet()) + " as " + group);
  }

  private static Map<String, Object> consumerSettings(String brokers, String group) {
    return Map.of("bootstrap.servers", brokers, "group.id", group, "client.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", false,
        "isolation.level", "read_committed", "session.timeout.ms", SESSION_MS, "heartbeat.interval.ms", SESSION_MS / 4, "max.poll.records", JobLoop.JOBS_MAX);
  }

  /** Leaves the group. Jobs that wait for their next attempt are left to the others. */
  @Override
  public void close() throws InterruptedException {
    if (running == null) return;
    closing.countDown();
    running.loop().close();
    running.thread().join();
    running.producer().close();
  }

  private void pause(Duration duration) throws InterruptedException {
    if (closing.await(duration.toMillis(), TimeUnit.MILLISECONDS)) throw new InterruptedException("the worker is being closed");
  }
}
