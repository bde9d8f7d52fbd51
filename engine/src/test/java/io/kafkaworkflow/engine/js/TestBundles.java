package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/** Bundles for tests. The module js-runtime is built before this one, so its compiler and runtime are there. */
public final class TestBundles {

  private static final Path RUNTIME = Path.of("..", "js-runtime", "dist", "runtime.js");
  private static final Path COMMAND = Path.of("..", "js-runtime", "bin", "kafka-workflow.js");
  private static final Path OUTPUT = Path.of("target", "test-bundles");
  private static final int COMPILER_SECONDS_MAX = 60;
  private static final String PLACE = "/*RUNTIME*/";
  private static final Map<Path, Path> COMPILED = new ConcurrentHashMap<>();

  private TestBundles() {}

  /** A bundle of src/test/resources/bundles, written by hand, around the real runtime. */
  public static String handWritten(String name) {
    try (InputStream in = Objects.requireNonNull(TestBundles.class.getResourceAsStream("/bundles/" + name), name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String marker = "const $ = " + PLACE;
      return text.replace(marker, "const $ = " + Files.readString(RUNTIME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles {@code src/test/workflows/<name>.ts}, once per run of the tests, and reads it with its source map. */
  public static Bundle compiled(GuestHost host, String name) {
    return read(host, compile(Path.of("src", "test", "workflows", name + ".ts"), name));
  }

  /** Compiles a demo. */
  public static Bundle demo(GuestHost host, String name) {
    return read(host, compile(Path.of("..", "demos", name, "src", "index.ts"), name));
  }

  private static Bundle read(GuestHost host, Path script) {
    try {
      Path map = script.resolveSibling(script.getFileName() + ".map");
      return host.read(script.getFileName().toString(), Files.readAllBytes(script), Files.readAllBytes(map));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path compile(Path source, String name) {
    return COMPILED.computeIfAbsent(source, from -> {
      Path script = OUTPUT.resolve("js-" + name + ".js");
      Path log = OUTPUT.resolve("js-" + name + ".log");
      try {
        Files.createDirectories(OUTPUT);
        Process compiler = new ProcessBuilder("node", COMMAND.toString(), "build", from.toString(), "-o", script.toString())
            .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!compiler.waitFor(COMPILER_SECONDS_MAX, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
          compiler.destroy();
          throw new IllegalStateException("Expected the compiler to succeed, but it said: " + Files.readString(log));
        }
        return script;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    });
  }

  public static Engine newEngine() {
    return Sandbox.newEngine();
  }

  public static Context newContext(Engine engine) {
    return Sandbox.newContext(engine);
  }
}
