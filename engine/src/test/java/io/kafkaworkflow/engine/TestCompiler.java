package io.kafkaworkflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Compiles workflows for tests with the real command. The module js-runtime is built before this one, so it is there. */
public final class TestCompiler {
  private static final Path COMMAND = Path.of("..", "js-runtime", "bin", "kafka-workflow.js");
  private static final Path OUTPUT = Path.of("target", "test-bundles");
  private static final int TIMEOUT_S = 60;
  private static final Map<Path, Path> COMPILED = new ConcurrentHashMap<>();

  /** The bundle of {@code demos/<name>}, its source map beside it. */
  public static Path demo(String name) {
    return compile(Path.of("..", "demos", name, "src", "index.ts"), "demo-" + name);
  }

  /** The bundle of {@code src/test/workflows/<name>.ts}, its source map beside it. */
  public static Path workflow(String name) {
    return compile(Path.of("src", "test", "workflows", name + ".ts"), name);
  }

  /** The bundle of a workflow of the testing kit's own tests. */
  public static Path testingKitWorkflow(String name) {
    return compile(Path.of("..", "js-runtime", "test", "testing", "workflows", name + ".ts"), "kit-" + name);
  }

  /** Writes the cases of js-runtime's own that have the form of test262's, native and compiled, into {@code folder}. */
  public static void writeOwnTest262Cases(Path folder) throws IOException {
    run(folder.resolve("log"), "node", script("test262.mjs"), Path.of("..", "js-runtime", "test", "test262", "own").toString(), "--all", "--write", folder.toString());
  }

  /** Writes the bundles of generated programs as {@code <seed>.js} into {@code folder}. */
  public static void writeRandomPrograms(int firstSeed, int count, Path folder) throws IOException {
    run(folder.resolve("log"), "node", script("random-programs.mjs"), Integer.toString(firstSeed), Integer.toString(count), folder.toString());
  }

  private static String script(String name) {
    return Path.of("..", "js-runtime", "scripts", name).toString();
  }

  /** Once for each source and run of the tests. */
  private static Path compile(Path source, String name) {
    return COMPILED.computeIfAbsent(source, from -> {
      Path script = OUTPUT.resolve(name + ".js");
      Path log = OUTPUT.resolve(name + ".log");
      try {
        Files.createDirectories(OUTPUT);
        run(log, "node", COMMAND.toString(), "build", from.toString(), "-o", script.toString());
        return script;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static void run(Path log, String... command) throws IOException {
    try {
      Process compiler = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      if (!compiler.waitFor(TIMEOUT_S, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
        compiler.destroy();
        throw new IllegalStateException("Expected the compiler to succeed within " + TIMEOUT_S + " s, but it said: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private TestCompiler() {}
}
