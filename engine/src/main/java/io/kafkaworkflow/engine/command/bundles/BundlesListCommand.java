package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.bundles.BundlePruning;
import java.io.PrintWriter;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One line for each bundle. */
@Command(name = "list", mixinStandardHelpOptions = true,
    description = "Lists the bundles, the newest first, with the number of threads that wait on each.",
    footer = {"", "example: ${ROOT-COMMAND-NAME} bundles list -c streams.properties"})
final class BundlesListCommand implements Callable<Integer> {
  @Mixin
  private final BundleOptions options = new BundleOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Properties settings = options.settings();
    return BundleOptions.withBrokers(settings, () -> list(settings));
  }

  private int list(Properties settings) {
    PrintWriter out = spec.commandLine().getOut();
    try (BundlePruning bundles = BundlePruning.connect(settings)) {
      List<BundlePruning.Entry> entries = bundles.list();
      if (options.isJson()) {
        entries.forEach(entry -> out.println(BundleLines.json(entry)));
      } else {
        BundleLines.printTable(entries, out);
      }
    }
    out.flush();
    return 0;
  }
}
