package io.kafkaworkflow.dev.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Somebody outside who answers a workflow: an ordinary consumer and an ordinary producer, as a service in any language would have
 * them. Knows nothing of engines. Has a thread of its own; {@link #close()} ends it.
 */
public final class MockService implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** What the service does with one record. */
  @FunctionalInterface
  public interface Script {
    /** @return the answers, in the order in which they are to be sent */
    List<ProducerRecord<String, String>> answer(ConsumerRecord<String, String> request);
  }

  private final KafkaConsumer<String, String> consumer;
  private final KafkaProducer<String, String> producer;
  private final Script script;
  private final Consumer<RuntimeException> onFailure;
  private final Thread thread;

  /** @param name also the consumer group, so that a restarted service goes on where it stopped */
  public MockService(String bootstrapServers, String name, List<String> topics, Script script, Consumer<RuntimeException> onFailure) {
    this.script = script;
    this.onFailure = onFailure;
    this.consumer = new KafkaConsumer<>(consumerConfig(bootstrapServers, name), new StringDeserializer(), new StringDeserializer());
    this.producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0), new StringSerializer(), new StringSerializer());
    consumer.subscribe(topics);
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static Map<String, Object> consumerConfig(String bootstrapServers, String name) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("group.id", name);
    config.put("isolation.level", "read_committed"); // never act on a request that the engine takes back
    config.put("auto.offset.reset", "earliest");
    config.put("enable.auto.commit", false);
    return config;
  }

  private void run() {
    try (consumer; producer) {
      while (true) {
        for (ConsumerRecord<String, String> request : consumer.poll(POLL)) {
          script.answer(request).forEach(producer::send);
        }
        producer.flush();
        consumer.commitSync();
      }
    } catch (WakeupException closed) {
      // close() was called
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
