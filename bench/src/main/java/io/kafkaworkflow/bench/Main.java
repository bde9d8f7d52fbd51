package io.kafkaworkflow.bench;

import io.kafkaworkflow.bench.process.Jvm;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Environment;
import io.kafkaworkflow.bench.report.Report;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: measures, and prints one table. */
@Command(name = "bench/run", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures the engine beside plain Kafka Streams, on a broker of its own, all on this machine.",
    footer = {"", "The table goes to standard output, what happens to standard error. Time decides nothing: the exit code is 0 when everything ran.",
        "example: bench/run --workload resume-2000 --workload latency"})
public final class Main implements Callable<Integer> {

  @Option(names = "--short", description = "Small numbers: shows that everything runs; the figures mean little.")
  private boolean isShort;

  @Option(names = "--workload", paramLabel = "NAME", description = "Only this one; may be repeated. One of: ${COMPLETION-CANDIDATES}",
      completionCandidates = Workloads.Names.class)
  private List<String> names = new ArrayList<>();

  @Option(names = "--java-home", paramLabel = "DIR", description = "JDK that runs engine, scheduler and baseline; default: this one.")
  private Path javaHome = Path.of(System.getProperty("java.home"));

  @Option(names = "--jvm-option", paramLabel = "OPTION", description = "For that JVM; may be repeated. Default: -Xmx512m -XX:+UseSerialGC")
  private List<String> jvmOptions = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));

  @Option(names = "--setting", paramLabel = "NAME=VALUE", description = "For engine, scheduler and baseline, over their defaults; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON, too.")
  private @Nullable Path json;

  @Option(names = "--work-dir", paramLabel = "DIR", description = "For data and logs; default: a new temporary directory.")
  private @Nullable Path work;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("kafkaworkflow.root")).toAbsolutePath().normalize();
    Path directory = work == null ? Files.createTempDirectory("kafka-workflow-bench") : work.toAbsolutePath().normalize();
    List<Workload> workloads = Workloads.select(isShort, names);
    List<Row> rows = new ArrayList<>();
    Jvm jvm = new Jvm(javaHome, jvmOptions);
    System.err.println("data and logs in " + directory);
    try (Lab lab = new Lab(root, directory, jvm, settings)) {
      for (Workload workload : workloads) {
        long begin = System.nanoTime();
        List<Row> measured = workload.measure(lab);
        rows.addAll(measured);
        System.err.printf("%s: %.0f s%n%s", workload.name(), (System.nanoTime() - begin) / 1e9, Report.lines(measured));
      }
      Report report = new Report(Environment.of(root, jvm.version(), lab.engineReadyLine()), rows);
      System.out.print(report.markdown());
      if (json != null) Files.writeString(json, report.json());
    }
    return 0;
  }
}
