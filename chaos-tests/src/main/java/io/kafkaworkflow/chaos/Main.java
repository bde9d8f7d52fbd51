package io.kafkaworkflow.chaos;

import io.kafkaworkflow.chaos.scenario.FailoverCommand;
import io.kafkaworkflow.chaos.scenario.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code chaos-tests}. */
@Command(name = "chaos-tests", subcommands = {RunCommand.class, FailoverCommand.class}, description = "Chaos runs, and measurements of failover.")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
