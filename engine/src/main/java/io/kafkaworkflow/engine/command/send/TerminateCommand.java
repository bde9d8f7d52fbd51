package io.kafkaworkflow.engine.command.send;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminate <thread>...}. */
@Command(name = "terminate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Ends threads at once; none of their code runs any more. To be used when cancel does not help.",
    footer = {
      "",
      "examples:",
      "  ${ROOT-COMMAND-NAME} terminate -c streams.properties trip-7 --reason 'customer asked'",
      "  ${ROOT-COMMAND-NAME} terminate -c streams.properties - --rate 100 < ids.txt",
      "A record for a thread that has ended or never was becomes a dead letter.",
      "Exit codes: 0 the brokers have the records; 1 they have not all; 2 wrong command line."
    })
public final class TerminateCommand implements Callable<Integer> {
  @Mixin private SendOptions options = new SendOptions();
  @Mixin private ThreadIds threads = new ThreadIds();

  @Option(names = {"-r", "--reason"}, paramLabel = "TEXT", defaultValue = "terminate from the command line",
      description = "stands in the record on workflow-error. Default: ${DEFAULT-VALUE}")
  private String reason = "";

  @Override
  public Integer call() {
    return options.send(sender -> threads.forEach(id -> sender.send(ThreadRecord.terminate(id, reason))));
  }
}
