package io.kafkaworkflow.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of a program: Kafka's own names as Kafka spells them, ours under {@code workflow.}. Checks them, and tells a person
 * which ones are in force without telling secrets.
 */
public final class Settings {

  /** Every setting of ours starts with it. */
  public static final String OWN_PREFIX = "workflow.";

  static final String REDACTED = "[hidden]";

  /** Names whose values are never printed, whatever Kafka makes of them. */
  private static final Pattern SECRET =
      Pattern.compile("password|secret|jaas|credential|token|private|(^|[._-])(keystore|truststore)[._-](key|certificate)|passphrase|api[._-]?key");

  /** Longest first, so that the most specific prefix is taken off a name. */
  private static final List<String> CLIENT_PREFIXES = List.of("restore.consumer.", "global.consumer.", "main.consumer.",
      StreamsConfig.CONSUMER_PREFIX, StreamsConfig.PRODUCER_PREFIX, StreamsConfig.ADMIN_CLIENT_PREFIX);

  private Settings() {}

  /**
   * Reads the settings of our own.
   *
   * @param own the one definition of all {@code workflow.} settings of the program
   * @throws StartException {@code config/invalid-setting} when a value does not fit its definition
   */
  public static AbstractConfig parse(ConfigDef own, Properties properties) {
    try {
      return new AbstractConfig(own, properties, false);
    } catch (ConfigException e) {
      throw StartErrors.invalidSetting(nameOfInvalid(own, properties), e.getMessage());
    }
  }

  /**
   * Checks Kafka's part of the settings as Kafka Streams itself will.
   *
   * @throws StartException {@code config/invalid-setting}
   */
  public static void checkStreams(Properties properties) {
    try {
      new StreamsConfig(properties);
    } catch (ConfigException e) {
      throw StartErrors.invalidSetting(nameOfInvalid(StreamsConfig.configDef(), properties), e.getMessage());
    }
  }

  /** Defaults of the program with the user's properties over them. */
  public static Properties over(Map<String, ?> defaults, Properties properties) {
    Properties all = new Properties();
    defaults.forEach((name, value) -> all.setProperty(name, String.valueOf(value)));
    properties.stringPropertyNames().forEach(name -> all.setProperty(name, properties.getProperty(name)));
    return all;
  }

  /**
   * Names that neither Kafka nor this program knows, in order; mostly misspellings. The caller warns of them and goes on, because
   * plugins (interceptors, serializers, token callbacks) read names of their own.
   */
  public static Set<String> unknown(ConfigDef own, Properties properties) {
    Set<String> unknown = new TreeSet<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(OWN_PREFIX) ? !own.names().contains(name) : !isKafkas(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** {@code name = value}, one line each, sorted, secrets replaced by {@code [hidden]}; for the log at start. */
  public static List<String> describe(Properties properties) {
    Map<String, String> sorted = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> sorted.put(name, shown(name, properties.getProperty(name))));
    return sorted.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList();
  }

  private static String shown(String name, String value) {
    return isSecret(name) ? REDACTED : value;
  }

  /** Whether the value of this setting is never to be shown. */
  public static boolean isSecret(String name) {
    String bare = withoutPrefix(name);
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()
        || hasPasswordType(ConsumerConfig.configDef(), bare)
        || hasPasswordType(ProducerConfig.configDef(), bare)
        || hasPasswordType(AdminClientConfig.configDef(), bare);
  }

  private static boolean hasPasswordType(ConfigDef definition, String name) {
    ConfigDef.ConfigKey key = definition.configKeys().get(name);
    return key != null && key.type == ConfigDef.Type.PASSWORD;
  }

  private static boolean isKafkas(String name) {
    if (name.startsWith(StreamsConfig.TOPIC_PREFIX)) {
      return TopicNames.ALL.contains(name.substring(StreamsConfig.TOPIC_PREFIX.length()));
    }
    String bare = withoutPrefix(name);
    return StreamsConfig.configDef().names().contains(name)
        || ConsumerConfig.configNames().contains(bare)
        || ProducerConfig.configNames().contains(bare)
        || AdminClientConfig.configNames().contains(bare);
  }

  private static String withoutPrefix(String name) {
    return CLIENT_PREFIXES.stream().filter(name::startsWith).findFirst().map(p -> name.substring(p.length())).orElse(name);
  }

  /** Kafka's exception names the setting in its text only; find it by asking for each alone. */
  private static String nameOfInvalid(ConfigDef definition, Properties properties) {
    for (ConfigDef.ConfigKey key : definition.configKeys().values()) {
      Object value = properties.get(key.name);
      boolean isBad = value == null ? !key.hasDefault() : definition.validateAll(Map.of(key.name, String.valueOf(value)))
          .get(key.name).errorMessages().size() > 0;
      if (isBad) {
        return key.name;
      }
    }
    return "in combination with another";
  }

  /** The names that may follow {@code topic.}: the constants of Kafka's own class, which has no list of them. */
  private static final class TopicNames {
    static final Set<String> ALL = names();

    private static Set<String> names() {
      Set<String> names = new TreeSet<>();
      for (var field : TopicConfig.class.getFields()) {
        if (field.getName().endsWith("_CONFIG")) {
          try {
            names.add(String.valueOf(field.get(null)));
          } catch (IllegalAccessException e) {
            throw new AssertionError("a public constant cannot be read: " + field, e);
          }
        }
      }
      return names;
    }
  }
}
