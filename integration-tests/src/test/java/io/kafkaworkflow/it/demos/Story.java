package io.kafkaworkflow.it.demos;

import io.kafkaworkflow.dev.demo.Demo;
import io.kafkaworkflow.dev.demo.ScenarioPlayer;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** What happens in a demo: told by a process that is a plain Kafka client, on a stack that runs. */
interface Story {
  /** How long a player may be silent; more than it waits itself, so that it is the one to say what is missing. */
  Duration PATIENCE = Duration.ofSeconds(150);

  /**
   * Plays the story to its end.
   *
   * @param name of this play, for its logs
   * @param atWait is called whenever the story waits for something, with the number of the wait, from 0. The story goes on when it returns
   * @return how many waits there were
   * @throws AssertionError something came out wrong
   */
  int play(Processes processes, String name, String bootstrapServers, IntConsumer atWait);

  static Story of(String demo) {
    return Files.exists(directory(demo).resolve("scenario.ts")) ? new TypeScriptStory(demo) : new JavaStory(demo);
  }

  /** All demos that have a story, in the order of their names. */
  static List<String> demos() {
    Stream<String> inJava = Demo.ALL.stream().map(Demo::name);
    return Stream.concat(inJava, ScenarioPlayer.names(Installation.ROOT).stream()).distinct().sorted().toList();
  }

  static Path directory(String demo) {
    return Installation.ROOT.resolve("demos").resolve(demo);
  }
}
