package io.kafkaworkflow.dev.demo;

import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.records.PollLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Somebody outside who answers a workflow: an ordinary consumer and an ordinary producer, as a service in any language would have
 * them. Knows nothing of engines. Has a thread of its own; {@link #close()} ends it.
 */
public final class MockService implements AutoCloseable {
  /** What the service does with one record. */
  @FunctionalInterface
  public interface Script {
    /** @return the answers, in the order in which they are to be sent */
    List<ProducerRecord<String, String>> answer(ConsumerRecord<String, String> request);
  }

  private final KafkaProducer<String, String> producer;
  private final PollLoop<String, String> loop;

  /** @param name also the consumer group, so that a restarted service goes on where it stopped */
  public MockService(Clients clients, String name, List<String> topics, Script script, Consumer<RuntimeException> onFailure) {
    var consumer = new KafkaConsumer<>(clients.with(consumerConfig(name)), new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(topics);
    producer = clients.producer(Map.of());
    loop = new PollLoop<>(name, consumer, requests -> {
      requests.forEach(request -> script.answer(request).forEach(producer::send));
      producer.flush();
      consumer.commitSync();
    }, onFailure);
  }

  private static Map<String, Object> consumerConfig(String name) {
    Map<String, Object> config = new HashMap<>();
    config.put("group.id", name);
    config.put("isolation.level", "read_committed"); // never act on a request that the engine takes back
    config.put("auto.offset.reset", "earliest");
    config.put("enable.auto.commit", false);
    return config;
  }

  @Override
  public void close() {
    loop.close();
    producer.close();
  }
}
