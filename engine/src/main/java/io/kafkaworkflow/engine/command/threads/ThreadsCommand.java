package io.kafkaworkflow.engine.command.threads;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code threads list|describe|watch|cancel|terminate}. */
@Command(name = "threads", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    subcommands = {ThreadsListCommand.class, ThreadsDescribeCommand.class, ThreadsWatchCommand.class, ThreadsCancelCommand.class, ThreadsTerminateCommand.class},
    description = "The threads of an application: which there are, how they stand, what happens to them; ending many at once.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} threads list --status failed --updated-since 1h"})
public final class ThreadsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand: list, describe, watch, cancel or terminate");
  }
}
