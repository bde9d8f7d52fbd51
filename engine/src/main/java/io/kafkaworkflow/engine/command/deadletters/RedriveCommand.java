package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Rate;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends originals again, each once however often the command is given. */
@Command(name = "redrive", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Sends the originals of dead letters to their topics again: key, value and their own headers. "
        + "Never twice for the same dead letter: a note in the dead letter topic, written in the same transaction, remembers it.",
    footer = {
      "",
      "examples:",
      "  ${ROOT-COMMAND-NAME} dead-letters redrive -c streams.properties 0@17 0@18",
      "  ${ROOT-COMMAND-NAME} dead-letters redrive -c streams.properties --reason step/time-limit --since 1d --dry-run",
      "Exit codes: 0 everything that was meant is sent, now or before; 1 something could not be; 2 wrong command line."
    })
final class RedriveCommand implements Callable<Integer> {
  private static final String TRANSACTIONS = "dead-letters-redrive";

  @Mixin private ClientOptions client = new ClientOptions();
  @Mixin private LetterFilter filter = new LetterFilter();

  @Parameters(paramLabel = "POSITION", arity = "0..*", converter = Position.Converter.class, description = "as `list` gives it; or use a filter")
  private List<Position> positions = List.of();

  @Option(names = {"-a", "--all"}, description = "every dead letter that was not sent again yet")
  private boolean isAll;

  @Option(names = "--dry-run", description = "say what would be sent, send nothing")
  private boolean isDryRun;

  @Option(names = "--rate", paramLabel = "N[/s]", defaultValue = "1000", converter = Rate.Converter.class,
      description = "at most so many records per second. Default: ${DEFAULT-VALUE}")
  private Rate rate = new Rate(1000);

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    check(command);
    Properties settings = client.settings();
    KafkaClients clients = new KafkaClients(settings);
    RedriveReport report = new RedriveReport(format, isDryRun, command.commandLine().getOut(), command.commandLine().getErr());
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      LetterTopic topic = new LetterTopic(consumer, ClientOptions.topic(settings, WorkflowTopic.DEAD_LETTER));
      if (isDryRun) {
        redrive(new Redrive(topic, null, report), topic);
      } else {
        send(clients, topic, report);
      }
      return report.end();
    } catch (KafkaException e) {
      throw clients.brokerFailed(e);
    }
  }

  private void send(KafkaClients clients, LetterTopic topic, RedriveReport report) {
    Producer<byte[], byte[]> producer = clients.producer(TRANSACTIONS);
    try {
      RedriveTransactions transactions = new RedriveTransactions(producer, rate.perSecond(), report);
      transactions.fenceEarlier();
      // notes of an earlier command may still be invisible behind an open transaction of the engine
      topic.awaitReadable(clients.writtenEnds(topic.partitions()));
      redrive(new Redrive(topic, transactions, report), topic);
    } finally {
      producer.close(KafkaClients.CLOSE_TIMEOUT); // aborts what is open
    }
  }

  private void redrive(Redrive redrive, LetterTopic topic) {
    if (positions.isEmpty()) {
      redrive.matching(filter);
    } else {
      redrive.at(positions.stream().map(position -> position.in(topic.name())).distinct().toList());
    }
  }

  private void check(CommandSpec command) {
    int ways = (positions.isEmpty() ? 0 : 1) + (filter.isGiven() ? 1 : 0) + (isAll ? 1 : 0);
    if (ways != 1) {
      throw new ParameterException(command.commandLine(), "Say which dead letters: positions, or a filter, or --all; one of the three");
    }
  }
}
