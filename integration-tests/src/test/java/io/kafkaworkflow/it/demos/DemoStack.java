package io.kafkaworkflow.it.demos;

import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;

/** An engine with one demo's bundle and a scheduler, with topics of their own on a broker that outlives them. */
final class DemoStack implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);

  private final Processes processes;
  private final LocalBroker broker;
  private final String name;
  private final String bundle;
  private final String engineSettings;
  private final ChildProcess scheduler;
  private ChildProcess engine;
  private int engines;

  /**
   * Returns when both are ready.
   *
   * @param name of this play; no other may have had it, for Kafka remembers offsets by it
   */
  static DemoStack start(Processes processes, LocalBroker broker, Path directory, String demo, String name) {
    DemoStack stack = new DemoStack(processes, broker, directory.resolve(name), demo, name);
    try {
      stack.engine.awaitLine("engine ready", START);
      stack.scheduler.awaitLine("scheduler ready", START);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private DemoStack(Processes processes, LocalBroker broker, Path directory, String demo, String name) {
    this.processes = processes;
    this.broker = broker;
    this.name = name;
    this.bundle = Bundles.demo(demo).toString();
    this.engineSettings = settings(directory.resolve("engine"), name + "-engine");
    this.scheduler = processes.start(name + "-scheduler",
        Installation.scheduler("--create-topics", settings(directory.resolve("scheduler"), name + "-scheduler")));
    this.engine = startEngine();
  }

  private String settings(Path directory, String applicationId) {
    // The successor of an engine that was killed gets its partitions when the group has noticed.
    return Settings.file(directory, broker.bootstrapServers(), "application.id=" + applicationId, "session.timeout.ms=1500", "num.standby.replicas=0");
  }

  private ChildProcess startEngine() {
    return processes.start(name + "-engine-" + ++engines, Installation.engine("--create-topics", bundle, engineSettings));
  }

  /** SIGKILL to the engine, and at once another one in its place. Returns while that one starts, so that what follows is sent to nobody. */
  void killEngine() {
    engine.awaitLine("engine ready", START); // the one before may have been killed a moment ago
    engine.kill();
    engine = startEngine();
  }

  /** How many engines there have been. */
  int engines() {
    return engines;
  }

  /** Ends both and removes their topics. */
  @Override
  public void close() {
    engine.kill();
    scheduler.kill();
    broker.deleteTopics();
  }
}
