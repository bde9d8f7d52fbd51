package io.kafkaworkflow.engine.command.threads;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code threads terminate <filter>}. */
@Command(name = "terminate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Ends every thread that a filter fits at once; none of its code runs any more. For threads by their ids: the command `terminate`.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} threads terminate --status parked --parked-reason step/unknown-bundle --dry-run",
      "A thread that ends in between leaves a dead letter.",
      "Exit codes: 0 all records are safe; 1 not all; 2 wrong command line."
    })
final class ThreadsTerminateCommand implements Callable<Integer> {
  @Mixin private final BulkEnd bulk = new BulkEnd();

  @Option(names = {"-r", "--reason"}, paramLabel = "TEXT", defaultValue = "terminate from the command line",
      description = "stands in the records on workflow-error. Default: ${DEFAULT-VALUE}")
  private String reason = "";

  @Override
  public Integer call() {
    return bulk.run("terminate", List.of("waiting", "parked"), reason);
  }
}
