package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.fault.Fault;
import io.kafkaworkflow.chaos.fault.FaultDeck;
import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.chaos.process.Role;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Breaks one thing after the other, and waits until all is well before the next. Runs in the thread that calls it. */
final class FaultLoop {
  private static final Duration READY_MAX = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final FaultDeck deck;
  private final Log log;
  private final Map<String, Integer> counts = new TreeMap<>();

  FaultLoop(Cluster cluster, FaultDeck deck, Log log) {
    this.cluster = cluster;
    this.deck = deck;
    this.log = log;
  }

  /** Returns when the time is over and everything runs again. */
  void runFor(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    while (true) {
      Fault fault = deck.next();
      Duration gap = deck.gap();
      Duration length = deck.length(fault);
      if (System.nanoTime() + gap.toNanos() + length.toNanos() > end) {
        return;
      }
      sleep(gap);
      run(fault, length);
    }
  }

  private void run(Fault fault, Duration length) throws InterruptedException {
    log.say("fault  " + fault.name() + ", " + length.toMillis() + " ms");
    counts.merge(fault.getClass().getSimpleName(), 1, Integer::sum);
    fault.start();
    try {
      sleep(length);
    } finally {
      fault.stop();
    }
    for (Role role : Role.values()) {
      cluster.nodes(role).forEach(node -> node.awaitReady(READY_MAX));
    }
    log.say("  well again after " + fault.name());
  }

  /** Faults so far, by kind. */
  Map<String, Integer> counts() {
    return counts;
  }

  private static void sleep(Duration duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
  }
}
