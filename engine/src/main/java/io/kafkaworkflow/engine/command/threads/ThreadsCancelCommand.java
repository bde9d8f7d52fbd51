package io.kafkaworkflow.engine.command.threads;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code threads cancel <filter>}. */
@Command(name = "cancel", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Cancels every thread that a filter fits: CancelToken is thrown at what it awaits, and its cleanup code runs. For threads by their ids: the command `cancel`.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} threads cancel --status waiting --workflow orders.js --rate 50/s --dry-run",
      "A thread that ends in between leaves a dead letter.",
      "Exit codes: 0 all records are safe; 1 not all; 2 wrong command line."
    })
final class ThreadsCancelCommand implements Callable<Integer> {
  @Mixin private final BulkEnd bulk = new BulkEnd();

  @Option(names = {"-r", "--reason"}, paramLabel = "TEXT", defaultValue = "cancel from the command line",
      description = "stands in the records on workflow-error. Default: ${DEFAULT-VALUE}")
  private String reason = "";

  @Override
  public Integer call() {
    return bulk.run("cancel", List.of("waiting"), reason);
  }
}
