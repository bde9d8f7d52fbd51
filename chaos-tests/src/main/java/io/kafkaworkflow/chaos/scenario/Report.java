package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.checker.Observed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is left of a run: {@code report.txt}, and for one that failed {@code anomalies.txt} and {@code history.tsv} beside the logs. */
final class Report {
  private static final int SHOWN_MAX = 20;

  private final RunOptions options;
  private final Verdict verdict;

  Report(RunOptions options, Verdict verdict) {
    this.options = options;
    this.verdict = verdict;
  }

  /** Writes the files; what a person wants to see is returned. */
  List<String> write() {
    List<String> lines = new ArrayList<>();
    lines.add("seed           " + options.seed());
    lines.add("commit         " + options.commit());
    lines.addAll(verdict.figures().lines());
    lines.add("anomalies      " + verdict.anomalies().size());
    if (!verdict.anomalies().isEmpty()) {
      verdict.anomalies().stream().limit(SHOWN_MAX).forEach(anomaly -> lines.add("  " + anomaly));
      lines.add("all of them    " + file("anomalies.txt"));
      lines.add("again with     " + options.command());
    }
    try {
      Files.write(file("report.txt"), lines);
      if (!verdict.anomalies().isEmpty()) {
        Files.write(file("anomalies.txt"), verdict.anomalies().stream().map(Object::toString).toList());
        writeHistory();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report", e);
    }
    return lines;
  }

  private void writeHistory() throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file("history.tsv"))) {
      writer.write("place\ttimestamp\tthread\tstep\tbundle\treason\tkey\tvalue\n");
      for (Observed record : verdict.history().records()) {
        writer.write(String.join("\t", record.place(), Long.toString(record.timestampMs()), record.threadId(), record.stepId(), record.bundleId(),
            record.reason(), record.key(), String.valueOf(record.value())));
        writer.write('\n');
      }
    }
  }

  private Path file(String name) {
    return options.directory().resolve(name);
  }
}
