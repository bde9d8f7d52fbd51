package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.bundles.BundlePruning;
import io.kafkaworkflow.protocol.BundleManifest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Removes what no thread uses. */
@Command(name = "prune", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Removes the bundles that no thread uses, never the newest, and prints their ids. Engines may run.",
    footer = {"", "It marks the bundles, waits until every thread that an engine may be starting just now is counted, and removes those that are still unused.",
        "Stopping it is harmless.", "", "example: ${ROOT-COMMAND-NAME} bundles prune --dry-run -c streams.properties"})
final class BundlesPruneCommand implements Callable<Integer> {
  @Mixin
  private final BundleOptions options = new BundleOptions();

  @Option(names = "--dry-run", description = "only print what would be removed")
  private boolean isDryRun;

  @Option(names = "--wait-seconds", paramLabel = "N",
      description = "how long to wait; default: what the settings make safe, some minutes. Less only when no engine runs.")
  private @Nullable Integer waitSeconds;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (waitSeconds != null && waitSeconds < 0) {
      throw new ParameterException(spec.commandLine(), "--wait-seconds: expected 0 or more, found " + waitSeconds);
    }
    Properties settings = options.settings();
    return BundleOptions.withBrokers(settings, () -> prune(settings));
  }

  private int prune(Properties settings) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (BundlePruning bundles = BundlePruning.connect(settings)) {
      List<BundleManifest> unused = bundles.list().stream().filter(BundlePruning.Entry::isUnused).map(BundlePruning.Entry::manifest).toList();
      if (isDryRun) {
        unused.forEach(bundle -> out.println(line(bundle, false)));
        err.println(unused.size() + " unused; nothing was removed");
      } else {
        Duration wait = waitSeconds == null ? bundles.safeWait() : Duration.ofSeconds(waitSeconds);
        if (!unused.isEmpty()) {
          err.println(unused.size() + " unused; waiting " + wait.toSeconds() + " s for threads that are just being started");
        }
        List<BundleManifest> removed = bundles.prune(unused, () -> Thread.sleep(wait.toMillis()));
        removed.forEach(bundle -> out.println(line(bundle, true)));
        err.println(removed.size() + " removed" + (removed.size() < unused.size() ? "; the others got threads in the meantime" : ""));
      }
    }
    out.flush();
    err.flush();
    return 0;
  }

  private String line(BundleManifest bundle, boolean isRemoved) {
    return options.isJson() ? BundleLines.json(bundle, isRemoved) : bundle.bundleId();
  }
}
