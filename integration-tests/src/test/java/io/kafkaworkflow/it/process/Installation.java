package io.kafkaworkflow.it.process;

import io.kafkaworkflow.process.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the build put what the tests run, and how it is run; the build passes the places as system properties. */
public final class Installation {
  /** The project's root directory. */
  public static final Path ROOT = path("it.root");

  /** For what the processes write; kept after the tests. */
  public static final Path LOGS = path("it.logs");

  /** For compiled workflows; test JVMs that run side by side have each their own. */
  static final Path BUNDLES = path("it.bundles");
  private static final int HEAP_MB = 512;
  private static final Path ENGINE_JAR = path("it.engine.jar");
  private static final Path SCHEDULER_JAR = path("it.scheduler.jar");

  private Installation() {}

  /** {@code java -jar engine.jar <arguments>}, with the stack that the documentation asks for. */
  public static List<String> engine(String... arguments) {
    return JavaCommand.ofJar(ENGINE_JAR, HEAP_MB, arguments);
  }

  /** {@code java -jar scheduler.jar <arguments>}. */
  public static List<String> scheduler(String... arguments) {
    return JavaCommand.ofJar(SCHEDULER_JAR, HEAP_MB, arguments);
  }

  /** {@code kafka-workflow <arguments>}, without what the launcher builds: the build did that. */
  public static List<String> devServer(String... arguments) {
    Path module = ROOT.resolve("dev-server/target");
    try {
      String classpath = module.resolve("classes") + File.pathSeparator + Files.readString(module.resolve("classpath"));
      return JavaCommand.of(HEAP_MB, List.of("-Dkafkaworkflow.root=" + ROOT, "-cp", classpath, "io.kafkaworkflow.dev.Main"), arguments);
    } catch (IOException e) {
      throw new UncheckedIOException("dev-server is not built", e);
    }
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    if (value == null) throw new IllegalStateException("run by Maven's failsafe plugin, which sets -D" + property);
    return Path.of(value).toAbsolutePath().normalize();
  }
}
