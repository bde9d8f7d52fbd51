package io.kafkaworkflow.engine.command.topics;

import io.kafkaworkflow.engine.command.doctor.TopicsCheckCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code topics create|check}. */
@Command(name = "topics", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {TopicsCreateCommand.class, TopicsCheckCommand.class},
    description = "The topics that an engine needs: its own, and those that a bundle sends to and reads. Changelogs are the engine's, which creates them at its first start.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} topics create -c streams.properties --partitions 12 --dry-run dist/index.js"})
public final class TopicsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand: create or check");
  }
}
