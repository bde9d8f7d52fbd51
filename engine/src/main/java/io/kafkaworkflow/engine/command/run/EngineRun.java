package io.kafkaworkflow.engine.command.run;

import io.kafkaworkflow.engine.StreamThreadStack;
import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.http.EngineService;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.start.Permissions;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StreamsProcess;
import io.kafkaworkflow.start.TopicCreation;
import io.kafkaworkflow.start.Topics;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code java -jar engine.jar <bundle.js>} and {@code run <bundle.js>} have in common: all of it (1-60). */
public final class EngineRun {

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

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * Returns when the engine has ended.
   *
   * @return the exit code
   * @throws io.kafkaworkflow.start.StartException it cannot start
   * @throws io.kafkaworkflow.engine.js.BundleException the bundle cannot be evaluated
   */
  public int run() {
    if (bundleFile == null) { // not demanded by picocli, because a command beside it needs none
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Missing required parameter: 'bundle.js'");
    }
    Logger log = LoggerFactory.getLogger("io.kafkaworkflow.engine.Main");
    Properties user = propertiesFile == null ? new Properties() : PropertiesFile.read(propertiesFile);
    Properties settings = EngineStreams.settings(user);
    log.info("settings in force:\n  {}", String.join("\n  ", Settings.describe(settings)));
    Settings.unknown(EngineConfig.definition(), user)
        .forEach(name -> log.warn("unknown setting `{}`: neither Kafka nor the engine has one of this name", name));
    String stackWarning = StreamThreadStack.warning(StreamThreadStack.sizeKb());
    if (!stackWarning.isEmpty()) {
      log.warn(stackWarning);
    }
    try (WorkflowEngine engine = WorkflowEngine.open(bundleFile, settings, Optional.of(EngineRun::halt))) {
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
}
