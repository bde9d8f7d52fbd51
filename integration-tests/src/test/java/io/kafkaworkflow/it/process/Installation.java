package io.kafkaworkflow.it.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the build put what the tests run, and how it is run; the build passes the places as system properties. */
public final class Installation {
  /** The project's root directory. */
  public static final Path ROOT = path("it.root");

  /** For what the processes write; kept after the tests. */
  public static final Path LOGS = path("it.logs");
  private static final Path ENGINE_JAR = path("it.engine.jar");
  private static final Path SCHEDULER_JAR = path("it.scheduler.jar");

  private Installation() {}

  /** {@code java -jar engine.jar <arguments>}, with the stack that the documentation asks for. */
  public static List<String> engine(String... arguments) {
    return jar(ENGINE_JAR, arguments);
  }

  /** {@code java -jar scheduler.jar <arguments>}. */
  public static List<String> scheduler(String... arguments) {
    return jar(SCHEDULER_JAR, arguments);
  }

  /** {@code kafka-workflow <arguments>}, without what the launcher builds: the build did that. */
  public static List<String> devServer(String... arguments) {
    Path module = ROOT.resolve("dev-server/target");
    try {
      String classpath = module.resolve("classes") + File.pathSeparator + Files.readString(module.resolve("classpath"));
      return java(List.of("-Dkafkaworkflow.root=" + ROOT, "-cp", classpath, "io.kafkaworkflow.dev.Main"), arguments);
    } catch (IOException e) {
      throw new UncheckedIOException("dev-server is not built", e);
    }
  }

  private static List<String> jar(Path jar, String... arguments) {
    return java(List.of("-jar", jar.toString()), arguments);
  }

  private static List<String> java(List<String> what, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xss16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(what);
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    if (value == null) throw new IllegalStateException("run by Maven's failsafe plugin, which sets -D" + property);
    return Path.of(value).toAbsolutePath().normalize();
  }
}
