package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.engine.command.bundles.BundlesCommand;
import io.kafkaworkflow.engine.command.deadletters.DeadLettersCommand;
import io.kafkaworkflow.engine.command.doctor.DoctorCommand;
import io.kafkaworkflow.engine.command.run.RunCommand;
import io.kafkaworkflow.engine.command.send.CancelCommand;
import io.kafkaworkflow.engine.command.send.ResumeCommand;
import io.kafkaworkflow.engine.command.send.StartCommand;
import io.kafkaworkflow.engine.command.send.TerminateCommand;
import io.kafkaworkflow.engine.command.state.StateCommand;
import io.kafkaworkflow.engine.command.threads.ThreadsCommand;
import io.kafkaworkflow.engine.command.topics.TopicsCommand;
import io.kafkaworkflow.engine.js.BundleException;
import io.kafkaworkflow.start.StartException;
import io.kafkaworkflow.start.StreamsProcess;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Which commands there are. A new one is added here, to the usage in the script {@code kafka-workflow}, and to docs/command-line.md; a test compares. */
public final class EngineCommands {

  /** Adds them to the command line of {@code engine.jar}, or to that of the script {@code kafka-workflow}. */
  public static CommandLine addTo(CommandLine root) {
    root.addSubcommand(new RunCommand())
        .addSubcommand("scheduler", LauncherCommand.of("scheduler", "kafka-workflow scheduler [streams.properties] [--create-topics]",
            "Runs the scheduler, which fires the timers of workflows.",
            "It takes a properties file and `--create-topics`; docs/scheduler.md has its settings."))
        .addSubcommand("build", LauncherCommand.of("build", "kafka-workflow build <workflow.ts> [-o <bundle.js>] [--watch] [--minify]",
            "Compiles workflows into a bundle: the compiler of the npm package `kafka-workflow`, of the project that the current directory is in.",
            "It takes the file with the workflow, `-o <bundle.js>`, `--watch` and `--minify`."))
        .addSubcommand(new StartCommand()).addSubcommand(new ResumeCommand()).addSubcommand(new CancelCommand()).addSubcommand(new TerminateCommand())
        .addSubcommand(new ThreadsCommand()).addSubcommand(new DeadLettersCommand()).addSubcommand(new BundlesCommand())
        .addSubcommand(new StateCommand()).addSubcommand(new TopicsCommand()).addSubcommand(new DoctorCommand())
        .addSubcommand(new GenerateCompletion());
    root.setCaseInsensitiveEnumValuesAllowed(true);
    sayVersions(root);
    return root;
  }

  /** Writes a refusal without its stack; anything else is a defect and goes on. To be the handler of whatever {@link #addTo} was called with. */
  public static int refused(Exception error, CommandLine commandLine, ParseResult parsed) throws Exception {
    if (error instanceof StartException || error instanceof BundleException) {
      commandLine.getErr().println(error.getMessage());
      return StreamsProcess.EXIT_FAILED;
    }
    throw error;
  }

  private static void sayVersions(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(EngineCommands::sayVersions);
  }

  private EngineCommands() {}
}
