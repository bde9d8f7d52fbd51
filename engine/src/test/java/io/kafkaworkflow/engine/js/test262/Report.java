package io.kafkaworkflow.engine.js.test262;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the results say, as text for people. */
final class Report {

  private final List<CaseResult> results;

  Report(List<CaseResult> results) {
    this.results = results;
  }

  /** How many cases passed in {@code mode}. */
  long passed(Mode mode) {
    return results.stream().filter(result -> result.isPassed(mode)).count();
  }

  /** The counts, as Markdown; a percentage is of those that pass natively, rounded down. */
  String table() {
    return "| cases | native | compiled | % | reloaded | % |\n| --- | --- | --- | --- | --- | --- |\n| " + results.size() + " | "
        + passed(Mode.NATIVE) + " | " + passed(Mode.COMPILED) + " | " + percent(Mode.COMPILED) + " | " + passed(Mode.RELOADED)
        + " | " + percent(Mode.RELOADED) + " |";
  }

  private String percent(Mode mode) {
    long all = passed(Mode.NATIVE);
    return all == 0 ? "" : String.format(Locale.ROOT, "%.2f", Math.floor(10_000.0 * passed(mode) / all) / 100);
  }

  /** The causes of what fails in {@code mode}, most cases first, each with the paths of all its cases. */
  String causes(Mode mode) {
    StringBuilder text = new StringBuilder();
    byCause(mode).entrySet().stream().sorted((a, b) -> b.getValue().size() - a.getValue().size()).forEach(entry -> {
      text.append(String.format(Locale.ROOT, "%6d  %s%n", entry.getValue().size(), entry.getKey()));
      entry.getValue().forEach(path -> text.append("          ").append(path).append(System.lineSeparator()));
    });
    return text.toString();
  }

  /** Paths by cause, both in order. */
  Map<String, List<String>> byCause(Mode mode) {
    Map<String, List<String>> causes = new TreeMap<>();
    for (CaseResult result : results) {
      Verdict verdict = result.verdicts().get(mode);
      if (verdict != null && !verdict.isPassed()) {
        causes.computeIfAbsent(verdict.cause(), cause -> new ArrayList<>()).add(result.path());
      }
    }
    return causes;
  }
}
