package io.kafkaworkflow.engine.command.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run <bundle.js> [streams.properties]}. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs the workflows of a bundle as a Kafka Streams application, until SIGTERM or Ctrl-C.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} run dist/index.js streams.properties --create-topics",
      "For the launcher: JAVA_OPTS has more options of the JVM; KAFKA_WORKFLOW_CACHE and KAFKA_WORKFLOW_COMPILER say how it starts (docs/command-line.md).",
      "Exit codes: 0 stopped; 1 could not start or go on; 2 wrong command line."
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private final EngineRun engine = new EngineRun();

  @Override
  public Integer call() {
    return engine.run();
  }
}
