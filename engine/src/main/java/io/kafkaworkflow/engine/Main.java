package io.kafkaworkflow.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.http.EngineService;
import io.kafkaworkflow.engine.js.BundleException;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.start.Permissions;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import io.kafkaworkflow.start.StreamsProcess;
import io.kafkaworkflow.start.TopicCreation;
import io.kafkaworkflow.start.Topics;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code java -jar engine.jar <bundle.js> [streams.properties]} (1-60). */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    version = "kafka-workflow engine 0.1.0",
    sortOptions = false,
    customSynopsis = {
      "engine <bundle.js> [streams.properties] [--create-topics] [--partitions=N]",
      "       [--replication-factor=N]",
      "engine COMMAND ..."
    },
    description = "Runs the workflows of a bundle as a Kafka Streams application.",
    footer = {
      "",
      "Start a thread named o-42 and settle a ref of it:",
      "  topic workflow-resume   key o-42   value new:{\"item\":\"book\"}",
      "  topic workflow-resume   key o-42   value {\"ref\":\"<id>\",\"value\":\"done\"}",
      "",
      "Start it with a large stack: java -Xss16m -jar engine.jar ..., or engine/bin/kafka-workflow-engine.",
      "Exit codes: 0 stopped, 1 could not start or go on, 2 wrong command line."
    })
public final class Main implements Callable<Integer> {

  @Parameters(index = "0", arity = "0..1", paramLabel = "bundle.js", description = "compiled workflows, made by `kafka-workflow build`")
  private @Nullable Path bundleFile;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "streams.properties",
      description = "settings: Kafka's own names, ours under `workflow.`; default bootstrap.servers=127.0.0.1:9092")
  private @Nullable Path propertiesFile;

  @Option(names = "--create-topics", description = "create the topics that do not exist")
  private boolean isCreatingTopics;

  @Option(names = "--partitions", paramLabel = "N", description = "of topics created here; default: the brokers'. Cannot be changed later.")
  private @Nullable Integer partitions;

  @Option(names = "--replication-factor", paramLabel = "N", description = "of topics created here; default: the brokers'")
  private @Nullable Short replicationFactor;

  @Spec private @Nullable CommandSpec spec;

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
    return EngineCommands.addTo(new CommandLine(new Main()))
        .setOut(out).setErr(err).setExecutionExceptionHandler(Main::refused).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
  }

  @Override
  public Integer call() {
    if (bundleFile == null) { // not demanded by picocli, because a command needs none
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Missing required parameter: 'bundle.js'");
    }
    Logger log = LoggerFactory.getLogger(Main.class);
    Properties user = propertiesFile == null ? new Properties() : PropertiesFile.read(propertiesFile);
    Properties settings = EngineStreams.settings(user);
    log.info("settings in force:\n  {}", String.join("\n  ", Settings.describe(settings)));
    Settings.unknown(EngineConfig.definition(), user)
        .forEach(name -> log.warn("unknown setting `{}`: neither Kafka nor the engine has one of this name", name));
    String stackWarning = StreamThreadStack.warning(StreamThreadStack.sizeKb());
    if (!stackWarning.isEmpty()) {
      log.warn(stackWarning);
    }
    try (WorkflowEngine engine = WorkflowEngine.open(bundleFile, settings, Optional.of(Main::halt))) {
      TopicCreation creation =
          new TopicCreation(isCreatingTopics, Optional.ofNullable(partitions), Optional.ofNullable(replicationFactor));
      EngineConfig config = EngineConfig.of(settings);
      Topics.require(settings, EngineStreams.topics(config, engine.bundle()), creation);
      Permissions.require(settings, EngineStreams.operations(config, engine.bundle()), EngineStreams.inputGroups(config, engine.bundle(), settings));
      engine.publish(settings);
      return EngineStreams.run(engine.topology(), engine.inputs(), settings, details(engine, settings), System.out,
          stores -> EngineService.start(settings, stores, engine::bundleName));
    }
  }

  private static String details(WorkflowEngine engine, Properties settings) {
    return "bundle " + engine.bundle().id().toString().substring(0, 12) + " (" + engine.bundle().name() + "), "
        + settings.getProperty("num.stream.threads", "1") + " stream thread(s), state in " + settings.getProperty("state.dir")
        + ", JavaScript " + engine.runtimeName();
  }

  /** A thread in the middle of a step cannot be stopped, and an orderly end would wait for it. What is not committed is as if it had not been. */
  private static void halt() {
    Runtime.getRuntime().halt(StreamsProcess.EXIT_FAILED);
  }

  private static int refused(Exception error, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (error instanceof StartException || error instanceof BundleException) {
      commandLine.getErr().println(error.getMessage());
      return StreamsProcess.EXIT_FAILED;
    }
    throw error;
  }
}
