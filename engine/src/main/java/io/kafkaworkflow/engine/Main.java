package io.kafkaworkflow.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.engine.command.run.EngineRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code java -jar engine.jar <bundle.js> [streams.properties]} (1-60), and the commands beside it. */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "${COMMAND-NAME} <bundle.js> [streams.properties] [--create-topics] [--partitions=N]",
      "       [--replication-factor=N]",
      "${COMMAND-NAME} COMMAND ..."
    },
    description = "Runs the workflows of a bundle as a Kafka Streams application.",
    footer = {
      "",
      "Start a thread named o-42 and settle a ref of it:",
      "  topic workflow-resume   key o-42   value new:{\"item\":\"book\"}",
      "  topic workflow-resume   key o-42   value {\"ref\":\"<id>\",\"value\":\"done\"}",
      "",
      "Start it with a large stack: java -Xss16m -jar engine.jar ..., or kafka-workflow run.",
      "Exit codes: 0 stopped, 1 could not start or go on, 2 wrong command line."
    })
public final class Main implements Callable<Integer> {
  /** Set by the launcher: what people call the program. */
  private static final String NAME_PROPERTY = "kafkaworkflow.command";

  @Mixin private final EngineRun engine = new EngineRun();

  private Main() {}

  public static void main(String[] args) {
    LogDefaults.apply();
    // keys and values are UTF-8 whatever the locale
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    int exitCode = run(out, new PrintWriter(System.err, true), args);
    out.flush();
    System.exit(exitCode);
  }

  /**
   * @param out for data, {@code err} for everything else; the engine itself says on {@code System.out} that it is ready
   * @return the exit code; returns when the command, or the engine, has ended
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine root = new CommandLine(new Main()).setCommandName(System.getProperty(NAME_PROPERTY, "engine"));
    return EngineCommands.addTo(root).setOut(out).setErr(err).setExecutionExceptionHandler(EngineCommands::refused).execute(args);
  }

  @Override
  public Integer call() {
    return engine.run();
  }
}
