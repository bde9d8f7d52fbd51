package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.StartException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One dead letter with everything that it holds. */
@Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Shows one dead letter: why, all headers, and the original's bytes.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} dead-letters show -c streams.properties workflow-dead-letter-0@17"})
final class ShowCommand implements Callable<Integer> {
  /** How the original's bytes are written. */
  enum Bytes {
    /** As text where they are UTF-8. */
    auto,
    hex
  }

  @Mixin private ClientOptions client = new ClientOptions();

  @Parameters(index = "0", paramLabel = "POSITION", converter = Position.Converter.class,
      description = "<topic>-<partition>@<offset> as `list` gives it, or <partition>@<offset>")
  private @Nullable Position position;

  @Option(names = "--value", paramLabel = "HOW", defaultValue = "auto", description = "auto: text where it is UTF-8, else hex; or hex. Default: ${DEFAULT-VALUE}")
  private Bytes bytes = Bytes.auto;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json with the bytes in Base64. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Properties settings = client.settings();
    KafkaClients clients = new KafkaClients(settings);
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      LetterTopic topic = new LetterTopic(consumer, ClientOptions.topic(settings, WorkflowTopic.DEAD_LETTER));
      Position wanted = Objects.requireNonNull(position).in(topic.name());
      Letter letter = topic.at(wanted).filter(found -> found.noteOf().isEmpty()).orElseThrow(() -> notFound(wanted));
      boolean isRedriven = Redriven.read(topic, topic.ends()).contains(wanted);
      if (format == OutputFormat.json) {
        out.println(LetterJson.whole(letter, isRedriven));
      } else {
        print(letter, isRedriven, out);
      }
      out.flush();
      return 0;
    } catch (KafkaException e) {
      throw clients.brokerFailed(e);
    }
  }

  static StartException notFound(Position wanted) {
    return new StartException("command/dead-letter-not-found", "there is no dead letter at this position", wanted.toString(),
        "nothing was done; the command exits with 1", "`dead-letters list --all` gives the positions; old ones go with the topic's retention");
  }

  private void print(Letter letter, boolean isRedriven, PrintWriter out) {
    out.println("position   " + letter.position());
    out.println("sent       " + Instant.ofEpochMilli(letter.record().timestamp()));
    out.println("original   " + Printable.line(letter.original()));
    out.println("redriven   " + (isRedriven ? "yes" : "no"));
    out.println("key        " + Printable.line(letter.record().key()));
    out.println();
    letter.message().ifPresent(message -> {
      out.println(Printable.lines(message));
      out.println();
    });
    out.println("headers");
    for (Header header : letter.record().headers()) {
      out.println("  " + Printable.line(header.key()) + ": " + Printable.line(header.value()));
    }
    out.println();
    byte[] value = letter.record().value();
    out.println("value      " + (value == null ? "null" : value.length + " bytes"));
    if (value != null && value.length > 0) {
      out.println(bytes == Bytes.hex ? Printable.hex(value) : Printable.utf8(value).map(Printable::lines).orElseGet(() -> Printable.hex(value)));
    }
  }
}
