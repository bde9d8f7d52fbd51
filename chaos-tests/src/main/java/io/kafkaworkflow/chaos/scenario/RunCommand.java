package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.chaos.process.ComposeCluster;
import io.kafkaworkflow.chaos.process.Installation;
import io.kafkaworkflow.chaos.process.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chaos-tests/run}: load and faults from a seed, and the judgement. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Attacks brokers, engines and scheduler under load, and checks every promise afterwards.",
    footer = {"", "example: ./chaos-tests/run --seed 1 --duration 100s --threads 1500", "Exit codes: 0 every promise was kept, 1 not, 2 wrong command line."})
public final class RunCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "decides stories and faults; default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--duration", defaultValue = "100s", converter = Seconds.class, description = "of the attack, 90s or 3m; default ${DEFAULT-VALUE}")
  private Duration duration = Duration.ZERO;

  @Option(names = "--threads", defaultValue = "1500", description = "top-level threads to start; default ${DEFAULT-VALUE}")
  private int threads;

  @Option(names = "--retention", defaultValue = "60s", converter = Seconds.class,
      description = "how long engines remember ended threads; longer than any fault. Default ${DEFAULT-VALUE}")
  private Duration retention = Duration.ZERO;

  @Option(names = "--faults", split = ",", paramLabel = "WORD", description = "only faults whose name has one of these words, such as kill,broker")
  private List<String> faults = List.of();

  @Option(names = "--compose", description = "attack the containers of docker-compose.yml instead; docker/build has made the images")
  private boolean isCompose;

  @Override
  public Integer call() throws Exception {
    Setting setting = Setting.ofProcess();
    Path directory = Files.createDirectories(setting.runs().resolve(
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("MMdd-HHmmss")) + "-seed-" + seed));
    RunOptions options = new RunOptions(seed, duration, threads, retention, faults, directory, setting.commit(), isCompose);
    Log log = new Log(System.err, directory);
    log.say("run in " + directory);
    Verdict verdict;
    try (Cluster cluster = cluster(setting, directory)) {
      cluster.startEngines();
      verdict = new ChaosRun(options, cluster, log).judge();
    }
    new Report(options, verdict).write().forEach(System.out::println);
    return verdict.anomalies().isEmpty() ? 0 : 1;
  }

  private Cluster cluster(Setting setting, Path directory) {
    Installation installation = new Installation(setting.root());
    return isCompose
        ? ComposeCluster.start(installation, directory, retention)
        : LocalCluster.start(new LocalCluster.Options(installation, directory, setting.isIsolated(), 2, retention));
  }
}
