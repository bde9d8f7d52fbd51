package io.kafkaworkflow.engine;

import java.util.Map;

/** A quiet log on standard error, for {@code engine.jar} alone: who embeds the engine has a log of their own. Anything can be overridden with -D. */
final class LogDefaults {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private static final Map<String, String> DEFAULTS = Map.of(
      // that a group is not there yet is an answer like any other, and told by whoever asked
      PREFIX + "log.org.apache.kafka.clients.admin.internals.DescribeConsumerGroupsHandler", "off",
      PREFIX + "defaultLogLevel", "warn",
      PREFIX + "showDateTime", "true",
      PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
      PREFIX + "showThreadName", "false",
      PREFIX + "showShortLogName", "true",
      PREFIX + "log.io.kafkaworkflow", "info",
      PREFIX + "log.workflow", "info",
      // repeats the default of a setting for global stores, which the engine has none of, for every internal copy of the settings
      PREFIX + "log.org.apache.kafka.streams.StreamsConfig", "error",
      // one instance alone can place no standby, and need not be told so at every rebalance
      PREFIX + "log.org.apache.kafka.streams.processor.internals.assignment", "error");

  /** To be called before the first logger is made. */
  static void apply() {
    DEFAULTS.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
  }

  private LogDefaults() {}
}
