package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands about bundles take. */
final class BundleOptions {
  @Mixin
  private final ClientOptions client = new ClientOptions();

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  boolean isJson() {
    return format == OutputFormat.json;
  }

  /** The settings in force. A person who waits is told of brokers that do not answer sooner than an engine would be. */
  Properties settings() {
    Properties settings = client.settings();
    settings.putIfAbsent("default.api.timeout.ms", Integer.toString(KafkaClients.ANSWER_TIMEOUT_MS));
    settings.putIfAbsent("max.block.ms", Integer.toString(KafkaClients.ANSWER_TIMEOUT_MS));
    return settings;
  }

  /**
   * Runs {@code work}.
   *
   * @throws io.kafkaworkflow.start.StartException {@code command/broker-failed}
   */
  static int withBrokers(Properties settings, Callable<Integer> work) throws Exception {
    try {
      return work.call();
    } catch (KafkaException e) {
      throw new KafkaClients(settings).brokerFailed(e);
    }
  }
}
