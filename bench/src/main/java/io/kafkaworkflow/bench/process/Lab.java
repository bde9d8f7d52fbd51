package io.kafkaworkflow.bench.process;

import io.kafkaworkflow.bench.baseline.BaselineSizes;
import io.kafkaworkflow.bench.baseline.BaselineStreams;
import io.kafkaworkflow.dev.bundle.Compilation;
import io.kafkaworkflow.dev.bundle.WorkflowCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Starts what a measurement needs, all of it on this machine. One per run; used by one thread. */
public final class Lab implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(90);

  private final Path root;
  private final Path work;
  private final Jvm jvm;
  private final Map<String, String> settings;
  private final MeasuredProcess broker;
  private final String bootstrapServers;
  private int started;
  private String engineReadyLine = "";

  /**
   * Starts the broker.
   *
   * @param root the project's directory, built
   * @param work an empty directory for data and logs
   * @param settings that go over those of every workload
   */
  public Lab(Path root, Path work, Jvm jvm, Map<String, String> settings) {
    this.root = root;
    this.work = work;
    this.jvm = jvm;
    this.settings = Map.copyOf(settings);
    broker = run(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Dkafkaworkflow.root=" + root, "-cp", classpath("dev-server"), "io.kafkaworkflow.dev.Main",
        "broker", "--data-dir", work.resolve("broker").toString()), "broker");
    String ready = broker.awaitLine("broker ready on ", START_MAX);
    bootstrapServers = ready.substring(ready.lastIndexOf(' ') + 1);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** What the person who measures wants otherwise, over everything else. */
  public Map<String, String> settings() {
    return settings;
  }

  /** Compiles {@code bench/workflows/<name>.ts}. */
  public Path workflow(String name) {
    return compile(root.resolve("bench/workflows").resolve(name + ".ts"), name);
  }

  /** Compiles the workflow of {@code demos/<name>}. */
  public Path demo(String name) {
    return compile(root.resolve("demos").resolve(name).resolve("src/index.ts"), name);
  }

  /** Starts an engine through its launcher and waits until it is ready. */
  public MeasuredProcess engine(Path bundle, Properties settings) {
    return engine(bundle, settings, List.of());
  }

  /** As the other, with the start-up cache that {@link #makeCache} has made; or with none at all, whatever lies beside the jar, for null. */
  public MeasuredProcess engine(Path bundle, Properties settings, @Nullable Path cache) {
    return engine(bundle, settings, List.of("KAFKA_WORKFLOW_CACHE=" + (cache == null ? "off" : cache)));
  }

  private MeasuredProcess engine(Path bundle, Properties settings, List<String> environment) {
    String name = "engine-" + ++started;
    MeasuredProcess engine = launch(environment, List.of(bundle.toString(), write(settings, name).toString()), name);
    engineReadyLine = engine.awaitLine("engine ready", START_MAX);
    return engine;
  }

  /** Makes a start-up cache. */
  public void makeCache(Path bundle, Path cache) {
    String name = "make-cache-" + ++started;
    try (MeasuredProcess process = launch(List.of("KAFKA_WORKFLOW_CACHE=" + cache), List.of("--make-cache", bundle.toString()), name)) {
      process.awaitLine("kafka-workflow-engine: start-up cache made", START_MAX);
    }
  }

  /** What the last engine said when it was ready; empty before there was one. */
  public String engineReadyLine() {
    return engineReadyLine;
  }

  private MeasuredProcess launch(List<String> environment, List<String> arguments, String name) {
    List<String> command = new ArrayList<>(List.of("env", "JAVA_HOME=" + jvm.home(), "JAVA_OPTS=" + String.join(" ", jvm.options())));
    command.addAll(environment);
    command.add(root.resolve("engine/bin/kafka-workflow-engine").toString());
    command.addAll(arguments);
    return MeasuredProcess.start(command, root, log(name));
  }

  private MeasuredProcess awaitReady(MeasuredProcess process, String line) {
    process.awaitLine(line, START_MAX);
    return process;
  }

  /** Starts the plain Kafka Streams program with the engine's Kafka settings. */
  public MeasuredProcess baseline(BaselineSizes sizes, Properties settings) {
    String name = "baseline-" + ++started;
    Properties all = new Properties();
    all.putAll(settings);
    sizes.addTo(all);
    MeasuredProcess process = run(List.of("-Xss16m", "-cp", classpath("bench"), BaselineStreams.class.getName(), write(all, name).toString()), name);
    return awaitReady(process, "baseline ready");
  }

  public MeasuredProcess scheduler(Properties settings) {
    String name = "scheduler-" + ++started;
    MeasuredProcess process =
        run(List.of("-jar", root.resolve("scheduler/target/scheduler.jar").toString(), write(settings, name).toString()), name);
    return awaitReady(process, "scheduler ready");
  }

  /**
   * Runs a program of this module to the line that it prints.
   *
   * @param beginning of that line
   */
  public String program(Class<?> main, String beginning, String... arguments) {
    String name = main.getSimpleName().toLowerCase(Locale.ROOT) + "-" + ++started;
    List<String> command = new ArrayList<>(List.of("-Xss16m", "-Dpolyglot.engine.WarnInterpreterOnly=false", "-cp", classpath("bench"), main.getName()));
    command.addAll(List.of(arguments));
    try (MeasuredProcess process = run(command, name)) {
      return process.awaitLine(beginning, START_MAX);
    }
  }

  /** A directory for start-up caches of this run. */
  public Path cacheDirectory() {
    return work.resolve("cache");
  }

  /** An empty directory for the state of one program. */
  public Path newStateDirectory() {
    return work.resolve("state-" + ++started);
  }

  @Override
  public void close() {
    broker.close();
  }

  private MeasuredProcess run(List<String> arguments, String name) {
    List<String> command = new ArrayList<>(List.of(jvm.java().toString()));
    command.addAll(jvm.options());
    command.addAll(arguments);
    return MeasuredProcess.start(command, root, log(name));
  }

  private Path compile(Path source, String name) {
    Path bundle = work.resolve("bundles").resolve(name).resolve("index.js");
    Compilation result = new WorkflowCompiler(root).compile(source, bundle);
    if (!(result instanceof Compilation.Succeeded)) {
      throw new IllegalStateException("Expected " + source + " to compile, but: " + result);
    }
    return bundle;
  }

  private String classpath(String module) {
    Path target = root.resolve(module).resolve("target");
    try {
      return target.resolve("classes") + ":" + Files.readString(target.resolve("classpath"));
    } catch (IOException e) {
      throw new UncheckedIOException(module + " is not built", e);
    }
  }

  private Path write(Properties settings, String name) {
    Path file = work.resolve("settings").resolve(name + ".properties");
    try {
      Files.createDirectories(file.getParent());
      try (Writer out = Files.newBufferedWriter(file)) {
        settings.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file;
  }

  private Path log(String name) {
    return work.resolve("logs").resolve(name + ".log");
  }
}
