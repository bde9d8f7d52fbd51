package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.engine.command.bundles.BundlesCommand;
import io.kafkaworkflow.engine.command.deadletters.DeadLettersCommand;
import io.kafkaworkflow.engine.command.send.CancelCommand;
import io.kafkaworkflow.engine.command.send.ResumeCommand;
import io.kafkaworkflow.engine.command.send.StartCommand;
import io.kafkaworkflow.engine.command.send.TerminateCommand;
import io.kafkaworkflow.engine.command.state.StateCommand;
import io.kafkaworkflow.engine.command.threads.ThreadsCommand;
import picocli.CommandLine;

/** Which commands there are. A new one is added here, and to the list in the script {@code kafka-workflow}. */
public final class EngineCommands {

  /** Adds them to the command line of {@code engine.jar}, or to that of the script {@code kafka-workflow}. */
  public static CommandLine addTo(CommandLine root) {
    return root.addSubcommand(new StartCommand()).addSubcommand(new ResumeCommand()).addSubcommand(new CancelCommand()).addSubcommand(new TerminateCommand())
        .addSubcommand(new DeadLettersCommand()).addSubcommand(new BundlesCommand()).addSubcommand(new ThreadsCommand())
        .addSubcommand(new StateCommand());
  }

  private EngineCommands() {}
}
