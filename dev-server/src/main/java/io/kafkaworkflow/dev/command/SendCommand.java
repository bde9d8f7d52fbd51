package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends one record, as any Kafka tool would. */
@Command(name = "send", mixinStandardHelpOptions = true, description = "Sends one record, for instance to start or resume a thread.",
    footer = {"", "example: kafka-workflow send -b 127.0.0.1:9092 order-1 'new:{\"amount\":5}'"})
final class SendCommand implements Callable<Integer> {
  private static final int TIMEOUT_MS = 10_000;

  private final Terminal terminal;

  @Mixin
  private final ClientOptions options = new ClientOptions();

  @Option(names = {"-t", "--topic"}, paramLabel = "TOPIC", description = "Default: ${DEFAULT-VALUE}.")
  private String topic = WorkflowTopic.RESUME.defaultName();

  @Parameters(index = "0", paramLabel = "KEY", description = "The record's key; on workflow-resume the thread id.")
  private String key = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "The record's value; without it the record has none.")
  private @Nullable String value;

  SendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    LogFile.silence();
    Map<String, Object> limits =
        Map.of("max.block.ms", TIMEOUT_MS, "delivery.timeout.ms", TIMEOUT_MS, "request.timeout.ms", TIMEOUT_MS / 2);
    try (KafkaProducer<String, String> producer = options.clients().producer(limits)) {
      RecordMetadata sent = producer.send(new ProducerRecord<>(topic, key, value)).get();
      terminal.print("sent to " + sent.topic() + "-" + sent.partition() + " at offset " + sent.offset());
      return 0;
    } catch (ExecutionException e) {
      terminal.progress("not sent: " + e.getCause());
      return 1;
    }
  }
}
