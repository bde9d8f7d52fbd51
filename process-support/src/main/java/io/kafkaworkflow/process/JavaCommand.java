package io.kafkaworkflow.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the JVM that runs this one: quick to start, small, with the stack that the documentation asks for. */
public final class JavaCommand {
  private JavaCommand() {}

  /** {@code java <flags> -jar <jar> <arguments>}. */
  public static List<String> ofJar(Path jar, int heapMb, String... arguments) {
    return of(heapMb, List.of("-jar", jar.toString()), arguments);
  }

  /**
   * {@code java <flags> <what> <arguments>}.
   *
   * @param heapMb {@code -Xmx} in MiB
   * @param what names the program, such as {@code -cp <path> <main class>}; further JVM options before it are allowed
   */
  public static List<String> of(int heapMb, List<String> what, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xss16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heapMb + "m"));
    command.addAll(what);
    command.addAll(List.of(arguments));
    return command;
  }
}
