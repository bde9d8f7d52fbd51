package io.kafkaworkflow.bench.footprint;

import io.kafkaworkflow.engine.js.GuestHost;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a further stream thread and a further version of a bundle take of the heap, in a JVM of its own: {@code ContextFootprint <compiled trip
 * saga>} prints one line, {@link Figures}.
 */
public final class ContextFootprint {
  private static final int CONTEXTS = 8;
  private static final int VERSIONS = 6;
  private static final String ARGUMENT = "{\"city\":\"Lisbon\",\"from\":\"2026-12-01\",\"to\":\"2026-12-08\"}";

  private ContextFootprint() {}

  public static void main(String[] arguments) throws IOException {
    byte[] code = Files.readAllBytes(Path.of(arguments[0]));
    try (GuestHost host = new GuestHost(VERSIONS + 1, RunawaySteps.inMemory(), RunawaySteps.GRACE_MS)) {
      Versions versions = new Versions(host, code);
      List<StepExecutor> executors = new ArrayList<>();
      executors.add(versions.newExecutor());
      start(executors.get(0)); // what the first costs is the engine's, not the context's
      long before = heapBytes();
      long begin = System.nanoTime();
      for (int i = 0; i < CONTEXTS; i++) {
        StepExecutor executor = versions.newExecutor();
        start(executor);
        executors.add(executor);
      }
      double contextMs = (System.nanoTime() - begin) / 1e6 / CONTEXTS;
      long contextBytes = (heapBytes() - before) / CONTEXTS;
      before = heapBytes();
      begin = System.nanoTime();
      for (int i = 0; i < VERSIONS; i++) {
        versions.next();
        start(executors.get(0));
      }
      double versionMs = (System.nanoTime() - begin) / 1e6 / VERSIONS;
      long versionBytes = (heapBytes() - before) / VERSIONS;
      System.out.println(new Figures(contextBytes, contextMs, versionBytes, versionMs).line());
      executors.forEach(StepExecutor::close);
    }
  }

  private static void start(StepExecutor executor) {
    StepResult result = executor.apply(new StepInput("trip-1", "workflow-resume-0-1", 1, 1_760_000_000_000L, "", new Command.Start(ARGUMENT)), null);
    if (!(result instanceof StepResult.Suspended)) {
      throw new IllegalStateException("Expected the saga to wait, but it has " + result);
    }
  }

  private static long heapBytes() {
    for (int i = 0; i < 3; i++) System.gc(); // soft and weak references go one level at a time
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /**
   * The line that the program prints.
   *
   * @param contextBytes heap of one more stream thread on a bundle that is loaded
   * @param contextMs until its first step has run
   * @param versionBytes heap of one more version of the bundle, in one stream thread
   * @param versionMs until a first step has run on it
   */
  public record Figures(long contextBytes, double contextMs, long versionBytes, double versionMs) {
    /** How the line begins. */
    public static final String BEGIN = "footprint ";

    String line() {
      return String.format(Locale.ROOT, "%s%d %.3f %d %.3f", BEGIN, contextBytes, contextMs, versionBytes, versionMs);
    }

    /** @param line as {@link ContextFootprint} prints it */
    public static Figures of(String line) {
      String[] words = line.substring(BEGIN.length()).split(" ");
      return new Figures(Long.parseLong(words[0]), Double.parseDouble(words[1]), Long.parseLong(words[2]), Double.parseDouble(words[3]));
    }
  }

  /** Bundles that differ in a comment. */
  private static final class Versions implements BundleCatalog {
    private final GuestHost host;
    private final byte[] code;
    private final Map<BundleId, Bundle> bundles = new LinkedHashMap<>();
    private Bundle current;

    Versions(GuestHost host, byte[] code) {
      this.host = host;
      this.code = code;
      current = host.read("index.js", code, null);
      bundles.put(current.id(), current);
    }

    void next() {
      String text = new String(code, StandardCharsets.UTF_8) + "\n// version " + bundles.size();
      current = host.read("index.js", text.getBytes(StandardCharsets.UTF_8), null);
      bundles.put(current.id(), current);
    }

    StepExecutor newExecutor() {
      return host.newExecutor(this, ExecutorLimits.DEFAULTS);
    }

    @Override
    public Bundle current() {
      return current;
    }

    @Override
    public Optional<Bundle> byId(BundleId id) {
      return Optional.ofNullable(bundles.get(id));
    }
  }
}
