package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.engine.step.StepExecutor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript side of an engine process: one GraalVM engine, one parsed source per bundle, one watchdog.
 *
 * <p>Safe for use by several threads. Close it after all executors.
 */
public final class GuestHost implements AutoCloseable {

  private final Engine engine = Sandbox.newEngine();
  private final StepWatchdog watchdog;
  private final int bundlesMax;
  private final Map<BundleId, LoadedBundle> loaded;

  /** With room for eight bundles. A step that cannot be interrupted is waited for, and not run again by this object's executors. */
  public GuestHost() {
    this(8, RunawaySteps.inMemory(), RunawaySteps.GRACE_MS);
  }

  /**
   * @param bundlesMax bundles that are kept parsed, and evaluated in each executor; the one used longest ago is dropped
   * @param runaways hears of steps that cannot be interrupted; those that it contains are refused
   * @param graceMs CPU time that a step may go on after it was interrupted, before it is one of them
   */
  public GuestHost(int bundlesMax, RunawaySteps runaways, long graceMs) {
    this.watchdog = new StepWatchdog(runaways, graceMs);
    this.bundlesMax = bundlesMax;
    this.loaded = new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<BundleId, LoadedBundle> eldest) {
        return size() > bundlesMax;
      }
    };
  }

  /**
   * Evaluates a bundle once and reads its manifest.
   *
   * @param name the file's name, for stack traces and messages
   * @param code the file's bytes, UTF-8
   * @param sourceMap the bytes of the map beside it, or null
   * @throws BundleException the bytes are no bundle of this engine's ABI, or its module code throws
   */
  public Bundle read(String name, byte[] code, byte @Nullable [] sourceMap) {
    Bundle unread = new Bundle(BundleId.ofCode(code), name, code, sourceMap, Set.of());
    try (GuestContext context = new GuestContext(engine, loaded(unread))) {
      return new Bundle(unread.id(), name, code, sourceMap, context.outputTopics(), context.inputTopics());
    }
  }

  /** A new executor, to be used by one thread. */
  public StepExecutor newExecutor(BundleCatalog catalog, ExecutorLimits limits) {
    return new GuestStepExecutor(bundle -> new GuestContext(engine, loaded(bundle)), catalog, limits, bundlesMax, watchdog);
  }

  /** {@code Interpreted}, or the name of GraalVM's optimizing runtime where the JVM has it. */
  public String runtimeName() {
    return engine.getImplementationName();
  }

  Engine engine() {
    return engine;
  }

  private LoadedBundle loaded(Bundle bundle) {
    synchronized (loaded) {
      return loaded.computeIfAbsent(bundle.id(), id -> LoadedBundle.of(bundle));
    }
  }

  @Override
  public void close() {
    watchdog.close();
    engine.close(true);
  }

  /** What all contexts of one bundle share. */
  record LoadedBundle(String name, Source source, StackMapper stacks) {

    static LoadedBundle of(Bundle bundle) {
      Source source = Source.newBuilder("js", new String(bundle.code(), StandardCharsets.UTF_8), bundle.name()).buildLiteral();
      byte[] map = bundle.sourceMap();
      return new LoadedBundle(bundle.name(), source, StackMapper.of(bundle.name(), map));
    }
  }
}
