package io.kafkaworkflow.engine;

import io.kafkaworkflow.engine.topology.EngineStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Does what every start of the engine does, without a broker, so that the JVM can keep the classes that it loaded and linked (a
 * class-data archive on JDK 17, an AOT cache on JDK 25). Run by the launcher's {@code --make-cache}; changes nothing but the cache.
 *
 * <p>{@code StartRehearsal <bundle.js>}: any compiled bundle will do, the cache serves all of them.
 */
public final class StartRehearsal {
  /** Nobody listens there. */
  private static final String NO_BROKER = "127.0.0.1:1";
  /** Long enough for the stream thread, its clients and their network threads to have come up. */
  private static final Duration RUN = Duration.ofSeconds(4);

  private StartRehearsal() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    LogDefaults.apply();
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off"); // every client complains that there is no broker
    Path state = Files.createTempDirectory("kafka-workflow-rehearsal");
    try {
      rehearse(Path.of(arguments[0]), state);
    } finally {
      delete(state);
    }
    System.exit(0); // as the engine ends: the JVM writes the cache
  }

  private static void rehearse(Path bundle, Path state) throws InterruptedException {
    Properties user = new Properties();
    user.setProperty("bootstrap.servers", NO_BROKER);
    user.setProperty("state.dir", state.toString());
    Properties settings = EngineStreams.settings(user);
    try (WorkflowEngine engine = WorkflowEngine.open(bundle, settings)) {
      EngineStreams.rehearse(engine.topology(), settings, RUN);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) Files.deleteIfExists(file);
  }
}
