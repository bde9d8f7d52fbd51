package io.kafkaworkflow.engine.command.state;

import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the state of a stopped application, whole, to where there is none. */
@Command(name = "copy", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Copies the state of an application that is stopped: changelogs, and how far its input is applied. To another application.id of the same cluster, or to "
        + "another cluster, then with the records that are not applied yet and the bundles. One line for each topic; exit code 0 when all of it is there.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} state copy -c streams.properties --to restored.properties"})
final class StateCopyCommand implements Callable<Integer> {
  @Option(names = {"-c", "--config"}, paramLabel = "FILE", required = true, description = "properties file of the application whose state is copied")
  private Path from = Path.of("");

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "properties file of the application that shall go on with it")
  private Path to = Path.of("");

  @Option(names = "--of", paramLabel = "PROGRAM", defaultValue = "engine", description = "engine (threads) or scheduler (timers). Default: ${DEFAULT-VALUE}")
  private StateOf of = StateOf.engine;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    try (Side source = new Side(of, settings(from)); Side target = new Side(of, settings(to))) {
      new StateCopy(source, target, this::say).run();
    }
    spec.commandLine().getErr().println("everything is there; start the new application, and never the old one beside it");
    return 0;
  }

  private Properties settings(Path file) {
    Properties user = PropertiesFile.read(file);
    user.putIfAbsent("application.id", of.applicationId);
    Properties settings = Settings.over(EngineConfig.kafkaDefaults(), user);
    settings.putIfAbsent("default.api.timeout.ms", Integer.toString(KafkaClients.ANSWER_TIMEOUT_MS));
    return settings;
  }

  private void say(CopiedTopic copied) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == OutputFormat.json ? copied.json() : copied.line());
    out.flush();
  }
}
