package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.bundles.BundlePruning;
import io.kafkaworkflow.engine.command.ClientOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One line for each bundle. */
@Command(name = "list", mixinStandardHelpOptions = true,
    description = "Lists the bundles, the newest first, with the number of threads that wait on each.",
    footer = {"", "example: java -jar engine.jar bundles list -c streams.properties"})
final class BundlesListCommand implements Callable<Integer> {
  @Mixin
  private final ClientOptions client = new ClientOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    try (BundlePruning bundles = BundlePruning.connect(client.settings())) {
      List<BundlePruning.Entry> entries = bundles.list();
      BundleTable.print(entries, spec.commandLine().getOut());
    }
    return 0;
  }
}
