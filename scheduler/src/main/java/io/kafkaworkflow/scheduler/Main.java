package io.kafkaworkflow.scheduler;

import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import io.kafkaworkflow.scheduler.topology.SchedulerStreams;
import io.kafkaworkflow.start.Permissions;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import io.kafkaworkflow.start.StreamsProcess;
import io.kafkaworkflow.start.Topics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code java -jar scheduler.jar [--create-topics] [streams.properties]}. */
@Command(
    name = "scheduler",
    mixinStandardHelpOptions = true,
    version = "kafka-workflow scheduler 0.1.0",
    sortOptions = false,
    description = "Sends a record to workflow-resume when its time has come.",
    footer = {
      "",
      "Arms a timer of 1.5 s that settles the ref `wake` of the thread `t-1`:",
      "  topic workflow-scheduler   key t-1|{\"ref\":\"wake\"}   value 1500",
      "",
      "Exit codes: 0 stopped, 1 could not start or go on, 2 wrong command line."
    })
public final class Main implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  @Option(names = "--create-topics", description = "create the topics that do not exist, with the brokers' defaults")
  private boolean isCreatingTopics;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "streams.properties",
      description = "settings: Kafka's own names, ours under `workflow.`; default bootstrap.servers=127.0.0.1:9092")
  private @Nullable Path propertiesFile;

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).setExecutionExceptionHandler(Main::refused).execute(args));
  }

  @Override
  public Integer call() {
    Properties user = propertiesFile == null ? new Properties() : PropertiesFile.read(propertiesFile);
    Properties settings = SchedulerStreams.settings(user);
    Settings.describe(settings).forEach(line -> log.info("{}", line));
    Settings.unknown(SchedulerConfig.DEFINITION, user)
        .forEach(name -> log.warn("unknown setting `{}`: neither Kafka nor the scheduler has one of this name", name));
    Topics.require(settings, SchedulerStreams.topics(SchedulerConfig.of(settings)), isCreatingTopics, Optional.empty());
    Permissions.require(settings, SchedulerStreams.operations(SchedulerConfig.of(settings)));
    return new StreamsProcess("scheduler", SchedulerStreams.create(settings), System.out).with(settings).run();
  }

  private static int refused(Exception error, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (error instanceof StartException refusal) {
      commandLine.getErr().println(refusal.getMessage());
      return StreamsProcess.EXIT_FAILED;
    }
    throw error;
  }
}
