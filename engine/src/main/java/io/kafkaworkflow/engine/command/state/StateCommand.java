package io.kafkaworkflow.engine.command.state;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engine.jar state copy}. */
@Command(name = "state", mixinStandardHelpOptions = true, subcommands = StateCopyCommand.class, synopsisSubcommandLabel = "COMMAND",
    description = "What an application keeps in Kafka: its threads, or its timers.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} state copy -c streams.properties --to restored.properties"})
public final class StateCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand: copy");
  }
}
