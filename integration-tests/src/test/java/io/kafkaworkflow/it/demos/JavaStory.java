package io.kafkaworkflow.it.demos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.process.ChildProcess;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A story of the development server, with services beside it, as {@code kafka-workflow play} and {@code services} run them. It does not stop for anybody:
 * each record that it shows counts as a wait for the next one.
 */
record JavaStory(String demo) implements Story {
  /** Begins with the record's time. */
  private static final Pattern RECORD = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  .*");

  @Override
  public int play(Processes processes, String name, String bootstrapServers, IntConsumer atWait) {
    ChildProcess services = processes.start(name + "-services", Installation.devServer("services", demo, "-b", bootstrapServers))
        .awaitLine("services ready", PATIENCE);
    ChildProcess player = processes.start(name + "-story", Installation.devServer("play", demo, "-b", bootstrapServers));
    int waits = 0;
    while (showsMore(player, waits)) {
      atWait.accept(waits++);
    }
    assertThat(player.awaitExit(PATIENCE)).as(() -> "exit code of the story of " + demo + ", which ended with\n" + player.tail(60)).isZero();
    assertThat(services.isAlive()).as("the services of %s still run", demo).isTrue();
    services.kill();
    return waits;
  }

  private static boolean showsMore(ChildProcess player, int before) {
    Awaitility.await("the story of " + player.log()).atMost(PATIENCE).until(() -> !player.isAlive() || records(player) > before);
    return records(player) > before;
  }

  private static long records(ChildProcess player) {
    return player.output().lines().filter(line -> RECORD.matcher(line).matches()).count();
  }
}
