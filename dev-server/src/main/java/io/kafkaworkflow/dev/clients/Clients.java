package io.kafkaworkflow.dev.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How to reach a cluster: its address and whatever else every client of it needs, such as {@code security.protocol} and
 * {@code sasl.jaas.config}. Has no {@code toString} of its own: the settings may hold passwords.
 */
public final class Clients {
  private final Map<String, Object> settings;

  private Clients(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** Clients of a cluster without security. */
  public static Clients of(String bootstrapServers) {
    return of(bootstrapServers, new Properties());
  }

  /** @param more Kafka's client settings, by Kafka's names */
  public static Clients of(String bootstrapServers, Properties more) {
    Map<String, Object> settings = new HashMap<>();
    more.stringPropertyNames().forEach(name -> settings.put(name, more.getProperty(name)));
    settings.put("bootstrap.servers", bootstrapServers);
    return new Clients(settings);
  }

  public String bootstrapServers() {
    return String.valueOf(settings.get("bootstrap.servers"));
  }

  /** The settings for one client, {@code own} over what the person said. */
  public Map<String, Object> with(Map<String, ?> own) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putAll(own);
    return all;
  }

  /** A producer of text that sends at once; the caller closes it. */
  public KafkaProducer<String, String> producer(Map<String, ?> own) {
    Map<String, Object> all = with(own);
    all.putIfAbsent("linger.ms", 0);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }
}
