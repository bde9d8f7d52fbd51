package io.kafkaworkflow.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.bundle.Compilation;
import io.kafkaworkflow.dev.bundle.WorkflowCompiler;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Workflows compiled for the tests, each once per JVM. */
public final class Bundles {
  private static final Map<Path, Path> COMPILED = new ConcurrentHashMap<>();

  private Bundles() {}

  /** The bundle of {@code demos/<name>}. */
  public static Path demo(String name) {
    return compile(Installation.ROOT.resolve("demos").resolve(name).resolve("src").resolve("index.ts"), name);
  }

  /** The bundle of {@code src/test/workflows/<name>.ts} in this module. */
  public static Path ofTest(String name) {
    return compile(Installation.ROOT.resolve("integration-tests/src/test/workflows").resolve(name + ".ts"), name);
  }

  private static Path compile(Path source, String name) {
    return COMPILED.computeIfAbsent(source, s -> {
      Path bundle = Installation.BUNDLES.resolve(name).resolve("index.js");
      assertThat(new WorkflowCompiler(Installation.ROOT).compile(source, bundle)).isEqualTo(new Compilation.Succeeded());
      return bundle;
    });
  }
}
