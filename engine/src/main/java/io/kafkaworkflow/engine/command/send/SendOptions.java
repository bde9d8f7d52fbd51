package io.kafkaworkflow.engine.command.send;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Progress;
import io.kafkaworkflow.engine.command.Rate;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that send have in common: where to, how fast, and what is said about it. */
final class SendOptions {
  private static final String RATE_DEFAULT = "1000";

  @Mixin private ClientOptions client = new ClientOptions();

  @Option(names = "--dry-run", description = "check the records and say where they would go, send nothing")
  private boolean isDryRun;

  @Option(names = "--rate", paramLabel = "N[/s]", defaultValue = RATE_DEFAULT, converter = Rate.Converter.class,
      description = "at most so many records per second. Default: ${DEFAULT-VALUE}")
  private Rate rate = new Rate(1000);

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * Sends what {@code records} hands to the sender.
   *
   * @return the exit code
   * @throws io.kafkaworkflow.start.StartException {@code command/broker-failed}, {@code command/record-refused}
   */
  int send(Consumer<Sender> records) {
    CommandSpec spec = Objects.requireNonNull(command);
    Properties settings = client.settings();
    KafkaClients clients = new KafkaClients(settings);
    PrintWriter out = spec.commandLine().getOut();
    Optional<Producer<byte[], byte[]>> producer = isDryRun ? Optional.empty() : Optional.of(clients.sender());
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    Sender sender = new Sender(producer, ClientOptions.topic(settings, WorkflowTopic.RESUME), format, rate.perSecond(), out, count -> progress.done("sent", count));
    try (progress) {
      records.accept(sender);
      sender.flush();
    } catch (KafkaException e) {
      throw clients.brokerFailed(e);
    } finally {
      producer.ifPresent(open -> open.close(KafkaClients.CLOSE_TIMEOUT));
      out.flush();
      err.println(sender.sent() + (isDryRun ? " would be sent (dry run)" : " sent"));
    }
    return 0;
  }
}
