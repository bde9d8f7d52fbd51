package io.kafkaworkflow.engine.command.threads;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engine.jar threads list}. */
@Command(name = "threads", mixinStandardHelpOptions = true, subcommands = ThreadsListCommand.class, synopsisSubcommandLabel = "COMMAND",
    description = "The threads of an application: which cannot move, since when, why, and what to do.",
    footer = {"", "example: java -jar engine.jar threads list --parked -c streams.properties"})
public final class ThreadsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand: list");
  }
}
