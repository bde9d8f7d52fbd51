package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.js.BundleException;
import java.io.PrintWriter;
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
    footer = {"", "example: ${ROOT-COMMAND-NAME} bundles publish -c streams.properties old/index.js"})
final class BundlesPublishCommand implements Callable<Integer> {
  @Mixin
  private final BundleOptions options = new BundleOptions();

  @Parameters(paramLabel = "bundle.js", description = "the file, its source map beside it")
  private Path bundleFile = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Properties settings = options.settings();
    return BundleOptions.withBrokers(settings, () -> publish(settings));
  }

  private int publish(Properties settings) {
    PrintWriter out = spec.commandLine().getOut();
    try (WorkflowEngine engine = WorkflowEngine.open(bundleFile, settings)) {
      engine.publish(settings);
      String id = engine.bundle().id().toString();
      out.println(options.isJson() ? BundleLines.published(id, engine.bundle().name()) : id);
      out.flush();
      return 0;
    } catch (BundleException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }
}
