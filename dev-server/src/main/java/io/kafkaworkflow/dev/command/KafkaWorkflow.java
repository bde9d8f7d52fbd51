package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.terminal.Style;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.engine.js.BundleException;
import io.kafkaworkflow.start.StartException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: which commands there are, and how they end. */
@Command(name = "kafka-workflow", description = "Durable workflows on Kafka.", synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class)
public final class KafkaWorkflow {
  private KafkaWorkflow() {}

  /**
   * Runs one command on the calling thread.
   *
   * @return the exit code: 0 all well, 1 failed, 2 the command line was wrong
   */
  public static int run(String[] arguments, Terminal terminal, StopSignal stop) {
    return commandLine(terminal, stop).setOut(terminal.writer()).setExecutionExceptionHandler((e, line, result) -> report(e, terminal)).execute(arguments);
  }

  /** Every command of a checkout. */
  static CommandLine commandLine(Terminal terminal, StopSignal stop) {
    CommandLine root = new CommandLine(new KafkaWorkflow())
        .addSubcommand(new DemoCommand(terminal, stop))
        .addSubcommand(new DevCommand(terminal, stop))
        .addSubcommand(new BrokerCommand(terminal, stop))
        .addSubcommand(new SendCommand(terminal))
        .addSubcommand(new ServicesCommand(terminal, stop))
        .addSubcommand(new PlayCommand(terminal, stop));
    return EngineCommands.addTo(root);
  }

  private static int report(Exception e, Terminal terminal) {
    if (e instanceof StartException || e instanceof BundleException) {
      terminal.progress(terminal.styled(Style.RED, String.valueOf(e.getMessage())));
    } else {
      StringWriter stack = new StringWriter();
      e.printStackTrace(new PrintWriter(stack, true));
      terminal.progress("unexpected error; this is a defect of the development server" + System.lineSeparator() + stack);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
