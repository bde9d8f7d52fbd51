package io.kafkaworkflow.engine.js;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/** Bundles for tests. The module js-runtime is built before this one, so its runtime is there. */
public final class TestBundles {

  private static final Path RUNTIME = Path.of("..", "js-runtime", "dist", "runtime.js");
  private static final String PLACE = "/*RUNTIME*/";

  private TestBundles() {}

  /** A bundle of src/test/resources/bundles, written by hand, around the real runtime. */
  public static String handWritten(String name) {
    try (InputStream in = Objects.requireNonNull(TestBundles.class.getResourceAsStream("/bundles/" + name), name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int at = text.indexOf("const $ = " + PLACE) + "const $ = ".length();
      return text.substring(0, at) + Files.readString(RUNTIME) + text.substring(at + PLACE.length());
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
