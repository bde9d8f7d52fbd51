package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.command.ClientOptions;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a bundle on the topic without running it. */
@Command(name = "publish", mixinStandardHelpOptions = true,
    description = "Evaluates a bundle and publishes it, unless it is there; prints its id. Repairs threads whose bundle was lost.",
    footer = {"", "example: java -jar engine.jar bundles publish -c streams.properties old/index.js"})
final class BundlesPublishCommand implements Callable<Integer> {
  @Mixin
  private final ClientOptions client = new ClientOptions();

  @Parameters(paramLabel = "bundle.js", description = "the file, its source map beside it")
  private Path bundleFile = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    Properties settings = client.settings();
    try (WorkflowEngine engine = WorkflowEngine.open(bundleFile, settings)) {
      engine.publish(settings);
      spec.commandLine().getOut().println(engine.bundle().id());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
