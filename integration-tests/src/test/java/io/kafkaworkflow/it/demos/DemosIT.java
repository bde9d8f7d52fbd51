package io.kafkaworkflow.it.demos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every demo comes out right on broker, engine and scheduler when the engine is killed while it waits (1-02, 1-09, 1-10).
 *
 * <p>{@code -Dit.demos=queries,polling} plays these alone, {@code -Dit.demos.seed=7} chooses the wait at which the engine is killed,
 * {@code -Dit.demos.every.wait=true} kills it at every wait of every demo, and {@code -Dit.demos.plain=true} plays each undisturbed, too.
 */
class DemosIT {
  private static final long SEED = Long.getLong("it.demos.seed", System.nanoTime());
  private static final boolean KILLS_AT_EVERY_WAIT = Boolean.getBoolean("it.demos.every.wait");

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  /** The kill comes at one of the first waits; most stories have more. */
  private static final int FIRST_WAITS = 3;

  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  static List<String> demos() {
    String chosen = System.getProperty("it.demos");
    return chosen == null ? Story.demos() : List.of(chosen.split(","));
  }

  @ParameterizedTest
  @MethodSource("demos")
  @EnabledIfSystemProperty(named = "it.demos.plain", matches = "true")
  void comesOutRight(String demo) {
    assertThat(play(demo, demo, wait -> false).waits()).as("waits of the story").isPositive();
  }

  @ParameterizedTest
  @MethodSource("demos")
  void comesOutRightWhenTheEngineIsKilledWhileItWaits(String demo) {
    int chosen = new Random(SEED + demo.hashCode()).nextInt(FIRST_WAITS);
    String repeat = "repeat with -Dit.demos=" + demo + " -Dit.demos.seed=" + SEED;
    System.out.printf("%s: the engine is killed at %s; %s%n", demo, KILLS_AT_EVERY_WAIT ? "each wait" : "wait " + chosen, repeat);

    Played played = play(demo, demo + "-killed", wait -> KILLS_AT_EVERY_WAIT || wait == chosen);
    if (played.kills() == 0) { // a short story: it has no such wait
      played = play(demo, demo + "-killed-at-once", wait -> wait == 0);
    }

    assertThat(played.kills()).as("kills; %s", repeat).isPositive();
  }

  private Played play(String demo, String name, IntPredicate killsAt) {
    try (DemoStack stack = DemoStack.start(processes, BROKER, directory, demo, name)) {
      int waits = Story.of(demo).play(processes, name, BROKER.bootstrapServers(), wait -> {
        if (killsAt.test(wait)) stack.killEngine();
      });
      return new Played(waits, stack.engines() - 1);
    }
  }

  private record Played(int waits, int kills) {}
}
