package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.client.Pinger;
import io.kafkaworkflow.chaos.process.Installation;
import io.kafkaworkflow.chaos.process.LocalCluster;
import io.kafkaworkflow.chaos.process.Node;
import io.kafkaworkflow.chaos.process.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chaos-tests/failover}: how long threads stand still when an engine goes. Measures and reports; judges nothing. */
@Command(name = "failover", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures how long threads wait when one of two engines is killed, comes back, or is restarted in turn.",
    footer = {"", "example: ./chaos-tests/failover --kills 5", "",
        "A wait is the time from sending a message until a read_committed reader has the thread's answer. Nothing is judged."})
public final class FailoverCommand implements Callable<Integer> {
  private static final Duration READY_MAX = Duration.ofMinutes(5);
  private static final Duration MOVING_MAX = Duration.ofMinutes(3);

  @Option(names = "--kills", defaultValue = "5", description = "SIGKILLs of an engine; default ${DEFAULT-VALUE}")
  private int kills;

  @Option(names = "--restarts", defaultValue = "2", description = "rolling restarts of both engines; default ${DEFAULT-VALUE}")
  private int restarts;

  @Option(names = "--threads", defaultValue = "60", description = "threads that are talked to; default ${DEFAULT-VALUE}")
  private int threads;

  @Option(names = "--calm", defaultValue = "20s", converter = Seconds.class,
      description = "between the return of an engine and the next measurement, for standbys to catch up; default ${DEFAULT-VALUE}")
  private Duration calm = Duration.ZERO;

  @Override
  public Integer call() throws Exception {
    Setting setting = Setting.ofProcess();
    Path directory = Files.createDirectories(setting.runs().resolve(LocalDateTime.now().format(DateTimeFormatter.ofPattern("MMdd-HHmmss")) + "-failover"));
    Log log = new Log(System.err, directory);
    log.say("measuring in " + directory);
    try (LocalCluster cluster = LocalCluster.start(new LocalCluster.Options(
        new Installation(setting.root()), directory, setting.isIsolated(), 2, Duration.ofMinutes(10)))) {
      cluster.startEngines();
      try (Pinger pinger = new Pinger(cluster.bootstrapServers(), threads)) {
        measure(cluster.nodes(Role.ENGINE), pinger, log);
      }
    }
    return 0;
  }

  private void measure(List<Node> engines, Pinger pinger, Log log) throws InterruptedException {
    settle(pinger);
    TimeUnit.MILLISECONDS.sleep(calm.toMillis());
    System.out.println("                                    longest wait of a thread, ms");
    System.out.println("                                  median    99 %     max   threads over 1 s");
    quiet(pinger);
    for (int number = 0; number < kills; number++) {
      Node engine = engines.get(number % engines.size());
      log.say("kill " + engine.name());
      pinger.reset();
      engine.kill();
      settle(pinger);
      print("kill -9 of " + engine.name(), pinger);
      back(engine, pinger);
    }
    for (int number = 0; number < restarts; number++) {
      pinger.reset();
      for (Node engine : engines) {
        log.say("restart " + engine.name());
        engine.terminate();
        engine.start();
        engine.awaitReady(READY_MAX);
        settle(pinger);
        TimeUnit.MILLISECONDS.sleep(calm.toMillis());
      }
      print("rolling restart", pinger);
    }
  }

  /** How long threads wait on this machine when nothing happens. */
  private void quiet(Pinger pinger) throws InterruptedException {
    pinger.reset();
    TimeUnit.MILLISECONDS.sleep(calm.toMillis());
    print("nothing", pinger);
  }

  private void back(Node engine, Pinger pinger) throws InterruptedException {
    pinger.reset();
    engine.start();
    engine.awaitReady(READY_MAX);
    TimeUnit.MILLISECONDS.sleep(calm.toMillis());
    settle(pinger);
    print("  " + engine.name() + " comes back", pinger);
  }

  /** Waits until each thread has answered something that was sent from now on. */
  private static void settle(Pinger pinger) throws InterruptedException {
    long now = System.nanoTime();
    if (!Patience.await(() -> pinger.hasEachAnsweredSince(now), () -> 0, MOVING_MAX)) {
      throw new IllegalStateException("not every thread answered within " + MOVING_MAX + "; the longest waits, ms: " + pinger.longestMs());
    }
  }

  private static void print(String what, Pinger pinger) {
    List<Long> waits = pinger.longestMs();
    System.out.printf("%-30s  %8d%8d%8d%8d of %d%n", what, at(waits, 0.5), at(waits, 0.99), at(waits, 1), waits.stream().filter(ms -> ms > 1_000).count(), waits.size());
  }

  private static long at(List<Long> sorted, double part) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size())));
  }
}
