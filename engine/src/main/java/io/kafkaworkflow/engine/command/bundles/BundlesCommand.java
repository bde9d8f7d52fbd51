package io.kafkaworkflow.engine.command.bundles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engine.jar bundles list|prune|publish}. */
@Command(
    name = "bundles",
    mixinStandardHelpOptions = true,
    subcommands = {BundlesListCommand.class, BundlesPruneCommand.class, BundlesPublishCommand.class},
    description = "The bundles on workflow-bundles: which are there, which are in use; removing the others, publishing one again.")
public final class BundlesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand: list, prune or publish");
  }
}
