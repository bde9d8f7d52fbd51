package io.kafkaworkflow.it.demos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.process.ChildProcess;
import java.util.List;
import java.util.function.IntConsumer;
import org.awaitility.Awaitility;

/** {@code demos/<demo>/scenario.ts}. Its player says {@code @wait} before each wait, and goes on when a line comes in. */
record TypeScriptStory(String demo) implements Story {
  private static final String WAIT = "@wait";

  @Override
  public int play(Processes processes, String name, String bootstrapServers, IntConsumer atWait) {
    ChildProcess player = processes.startWithInput(name + "-story", List.of(
        "node", Story.directory("harness").resolve("bin/play.mjs").toString(), Story.directory(demo).toString(), bootstrapServers, "--controlled"));
    int waits = 0;
    while (waitsAgain(player, waits)) {
      atWait.accept(waits++);
      player.writeLine("go on");
    }
    assertThat(player.awaitExit(PATIENCE)).as(() -> "exit code of the story of " + demo + ", which ended with\n" + player.tail(60)).isZero();
    return waits;
  }

  /** Waits until the player waits once more than {@code before}; false when it has ended. */
  private static boolean waitsAgain(ChildProcess player, int before) {
    Awaitility.await("the story of " + player.log()).atMost(PATIENCE).until(() -> !player.isAlive() || waits(player) > before);
    return waits(player) > before;
  }

  private static long waits(ChildProcess player) {
    return player.output().lines().filter(WAIT::equals).count();
  }
}
