package io.kafkaworkflow.start;

import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The settings of one Kafka client out of those of a Kafka Streams program, found as Kafka Streams itself finds them. */
public final class ClientSettings {
  /** Say which group a consumer of Kafka Streams is in, and how; a plain consumer knows no protocol {@code streams}. To be left out for one that is in no group. */
  public static final Set<String> OF_GROUP_MEMBERS =
      Set.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, ConsumerConfig.GROUP_PROTOCOL_CONFIG);

  /** Where secrets come from when they are not in the file; the providers have names of their own under it. */
  private static final String CONFIG_PROVIDERS = "config.providers";

  /**
   * @param properties the settings of the program
   * @param known the names that this kind of client has; others are left out
   * @param prefixes such as {@code consumer.}, the most specific one last: it wins over the others and over plain names
   */
  public static Properties of(Properties properties, Set<String> known, String... prefixes) {
    Properties client = new Properties();
    for (String name : properties.stringPropertyNames()) {
      if (known.contains(name) || name.startsWith(CONFIG_PROVIDERS)) {
        client.setProperty(name, properties.getProperty(name));
      }
    }
    for (String prefix : prefixes) {
      for (String name : properties.stringPropertyNames()) {
        if (name.startsWith(prefix)) {
          client.setProperty(name.substring(prefix.length()), properties.getProperty(name));
        }
      }
    }
    return client;
  }

  private ClientSettings() {}
}
