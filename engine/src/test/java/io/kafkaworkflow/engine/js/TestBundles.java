package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.TestCompiler;
import io.kafkaworkflow.engine.step.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/** Bundles for tests. The module js-runtime is built before this one, so its compiler and runtime are there. */
public final class TestBundles {

  private static final Path RUNTIME = Path.of("..", "js-runtime", "dist", "runtime.js");
  private static final String PLACE = "/*RUNTIME*/";

  private TestBundles() {}

  /** A bundle of src/test/resources/bundles, written by hand, around the real runtime. */
  public static String handWritten(String name) {
    try (InputStream in = Objects.requireNonNull(TestBundles.class.getResourceAsStream("/bundles/" + name), name)) {
      return withRuntime(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bundle written by hand around the real runtime. */
  public static String withRuntime(String text) throws IOException {
    return text.replace("const $ = " + PLACE, "const $ = " + Files.readString(RUNTIME));
  }

  /** Compiles {@code src/test/workflows/<name>.ts} and reads it with its source map. */
  public static Bundle compiled(GuestHost host, String name) {
    return read(host, TestCompiler.workflow(name));
  }

  /** Compiles a demo. */
  public static Bundle demo(GuestHost host, String name) {
    return read(host, TestCompiler.demo(name));
  }

  /** Compiles a workflow of the testing kit's own tests, which expect the same of it. */
  static Bundle ofTestingKit(GuestHost host, String name) {
    return read(host, TestCompiler.testingKitWorkflow(name));
  }

  private static Bundle read(GuestHost host, Path script) {
    try {
      Path map = script.resolveSibling(script.getFileName() + ".map");
      return host.read(script.getFileName().toString(), Files.readAllBytes(script), Files.readAllBytes(map));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Engine newEngine() {
    return Sandbox.newEngine();
  }

  public static Context newContext(Engine engine) {
    return Sandbox.newContext(engine);
  }
}
