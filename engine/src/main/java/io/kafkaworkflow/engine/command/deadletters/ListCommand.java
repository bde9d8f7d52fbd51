package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One line for each dead letter, written as they are read: memory does not grow with the topic. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Lists dead letters, partition by partition and oldest first; those sent again already are left out.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} dead-letters list -c streams.properties --reason step/ --since 2h -o json"})
final class ListCommand implements Callable<Integer> {
  private static final String LIMIT_DEFAULT = "100";

  @Mixin private ClientOptions client = new ClientOptions();
  @Mixin private LetterFilter filter = new LetterFilter();

  @Option(names = {"-a", "--all"}, description = "those sent again already, too")
  private boolean isAll;

  @Option(names = {"-n", "--limit"}, paramLabel = "N", defaultValue = LIMIT_DEFAULT, description = "at most so many. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (limit < 1) {
      throw new ParameterException(command.commandLine(), "--limit: expected 1 or more, found " + limit);
    }
    Properties settings = client.settings();
    KafkaClients clients = new KafkaClients(settings);
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      list(new LetterTopic(consumer, ClientOptions.topic(settings, WorkflowTopic.DEAD_LETTER)),
          command.commandLine().getOut(), command.commandLine().getErr());
      return 0;
    } catch (KafkaException e) {
      throw clients.brokerFailed(e);
    }
  }

  private void list(LetterTopic topic, PrintWriter out, PrintWriter err) {
    Map<TopicPartition, Long> ends = topic.ends();
    Redriven redriven = Redriven.read(topic, ends);
    int[] listed = {0};
    boolean isWhole = true;
    for (TopicPartition partition : topic.partitions()) {
      isWhole = isWhole && topic.read(partition, filter.sinceEpochMs(), ends, letter -> {
        boolean isRedriven = redriven.contains(letter.position());
        if (letter.noteOf().isPresent() || isRedriven && !isAll || !filter.fits(letter)) {
          return true;
        }
        if (listed[0] == limit) {
          return false;
        }
        listed[0]++;
        out.println(format == OutputFormat.json ? LetterJson.summary(letter, isRedriven) : line(letter, isRedriven));
        return !out.checkError(); // the reader of a pipe may have seen enough
      });
    }
    out.flush();
    err.println(isWhole ? listed[0] + " dead letter(s) in " + topic.name()
        : listed[0] + " dead letter(s) in " + topic.name() + ", there are more: raise --limit");
  }

  private static String line(Letter letter, boolean isRedriven) {
    return String.join("  ", letter.position().toString(), Instant.ofEpochMilli(letter.record().timestamp()).toString(),
        Printable.line(letter.reason().orElse("-")), Printable.line(letter.record().key()), "from " + Printable.line(letter.original()),
        isRedriven ? "(sent again)" : Printable.line(letter.found().orElse("-")));
  }
}
