package io.kafkaworkflow.engine.command.send;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cancel <thread>...}. */
@Command(name = "cancel", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Cancels threads: CancelToken is thrown at what they await, and their cleanup code runs.",
    footer = {
      "",
      "examples:",
      "  ${ROOT-COMMAND-NAME} cancel -c streams.properties trip-7 --reason 'customer asked'",
      "  ${ROOT-COMMAND-NAME} cancel -c streams.properties - --rate 100 < ids.txt",
      "A record for a thread that has ended or never was becomes a dead letter.",
      "Exit codes: 0 the brokers have the records; 1 they have not all; 2 wrong command line."
    })
public final class CancelCommand implements Callable<Integer> {
  @Mixin private SendOptions options = new SendOptions();
  @Mixin private ThreadIds threads = new ThreadIds();

  @Option(names = {"-r", "--reason"}, paramLabel = "TEXT", defaultValue = "cancel from the command line",
      description = "stands in the record on workflow-error. Default: ${DEFAULT-VALUE}")
  private String reason = "";

  @Override
  public Integer call() {
    return options.send(sender -> threads.forEach(id -> sender.send(ThreadRecord.cancel(id, reason))));
  }
}
