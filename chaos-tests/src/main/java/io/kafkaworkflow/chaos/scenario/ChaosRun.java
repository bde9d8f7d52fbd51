package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.checker.Anomaly;
import io.kafkaworkflow.chaos.checker.Checker;
import io.kafkaworkflow.chaos.checker.State;
import io.kafkaworkflow.chaos.checker.Store;
import io.kafkaworkflow.chaos.client.Changelogs;
import io.kafkaworkflow.chaos.client.World;
import io.kafkaworkflow.chaos.fault.FaultDeck;
import io.kafkaworkflow.chaos.generator.Story;
import io.kafkaworkflow.chaos.generator.StoryGenerator;
import io.kafkaworkflow.chaos.model.End;
import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.chaos.model.Model;
import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One run against a cluster that is up: load and faults together, then calm, then the judgement. Called once, by one thread.
 */
final class ChaosRun {
  /** Without any progress for so long, nothing more is expected to come. Longer than any rebalance and restore takes. */
  private static final Duration NO_PROGRESS_MAX = Duration.ofSeconds(120);

  /** Completion records are swept every 30 s. */
  private static final Duration SWEEP_MAX = Duration.ofSeconds(75);

  private final RunOptions options;
  private final Cluster cluster;
  private final Log log;
  private final List<Story> stories;
  private final Expectations expected;

  ChaosRun(RunOptions options, Cluster cluster, Log log) {
    this.options = options;
    this.cluster = cluster;
    this.log = log;
    stories = new StoryGenerator(options.seed()).stories(options.threads());
    expected = Model.of(stories);
  }

  /** @throws IllegalStateException the run itself broke: it proves nothing */
  Verdict judge() throws InterruptedException {
    FaultDeck deck = new FaultDeck(cluster, options.seed(), options::isWanted);
    deck.impossible().forEach(fault -> log.say("LEFT OUT  " + fault));
    FaultLoop faults = new FaultLoop(cluster, deck, log);
    try (World world = new World(cluster.bootstrapServers())) {
      attack(world, faults);
      calmDown(world);
      Collection<Store> stores = settledStores();
      Patience.await(() -> world.observer().hasReadAll(), () -> world.history().size(), NO_PROGRESS_MAX);
      world.inputs().requireAllSent();
      world.observer().requireReading();
      List<Anomaly> anomalies = anomalies(world, stores);
      return new Verdict(anomalies, world.history(), new Figures(expected, world.history(), stores, faults.counts(), Figures.unexpectedEnds(cluster)));
    }
  }

  private void attack(World world, FaultLoop faults) throws InterruptedException {
    log.say("starting " + stories.size() + " stories over " + options.duration().toSeconds() + " s");
    Thread starter = new Thread(() -> startStories(world), "starter");
    starter.start();
    faults.runFor(options.duration());
    starter.join();
  }

  /** Evenly over nine tenths of the time: what is started last shall meet a fault too. */
  private void startStories(World world) {
    long begin = System.nanoTime();
    double nanosPerStory = options.duration().toNanos() * 0.9 / stories.size();
    try {
      for (int number = 0; number < stories.size(); number++) {
        long wait = begin + (long) (number * nanosPerStory) - System.nanoTime();
        if (wait > 0) TimeUnit.NANOSECONDS.sleep(wait);
        world.player().begin(stories.get(number));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void calmDown(World world) throws InterruptedException {
    log.say("no more faults; " + world.tally().ended() + " threads have ended, waiting for the others");
    Set<String> sleepers = stories.stream().filter(Story.Sleeper.class::isInstance).map(Story::threadId).collect(Collectors.toSet());
    List<String> awake = expected.threads().stream().map(Expectation::threadId).filter(id -> !sleepers.contains(id)).toList();
    awaitEnds(world, awake);
    log.say("waking those that slept through it");
    world.player().last();
    awaitEnds(world, expected.threads().stream().filter(thread -> thread.end() != End.WAITING).map(Expectation::threadId).toList());
  }

  private void awaitEnds(World world, List<String> threads) throws InterruptedException {
    Patience.await(() -> threads.stream().allMatch(world.tally()::hasEnded) && world.player().pending() == 0 && world.inputs().unacknowledged() == 0
        && world.tally().deadLetters() >= expected.deadLetters().size(), () -> world.history().size(), NO_PROGRESS_MAX);
  }

  private Collection<Store> settledStores() throws InterruptedException {
    log.say("waiting for completion records to expire");
    try (Changelogs changelogs = new Changelogs(cluster.bootstrapServers())) {
      List<Collection<Store>> latest = new ArrayList<>(List.of(changelogs.read()));
      Patience.await(() -> {
        latest.set(0, changelogs.read());
        return State.isSettled(latest.get(0), expected);
      }, () -> 0, options.retention().plus(SWEEP_MAX));
      return latest.get(0);
    }
  }

  private List<Anomaly> anomalies(World world, Collection<Store> stores) {
    List<Anomaly> anomalies = new ArrayList<>();
    for (Checker checker : Checker.all()) {
      List<Anomaly> found = checker.check(world.history(), expected);
      log.say((found.isEmpty() ? "kept    " : "BROKEN  ") + checker.promise());
      anomalies.addAll(found);
    }
    long applied = world.history().records().stream().filter(record -> record.topic().equals(WorkflowTopic.RESUME.defaultName())).count();
    List<Anomaly> found = State.check(stores, expected, applied);
    log.say((found.isEmpty() ? "kept    " : "BROKEN  ") + State.promise());
    anomalies.addAll(found);
    return anomalies;
  }
}
