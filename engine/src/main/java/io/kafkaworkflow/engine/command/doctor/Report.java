package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what checks found, one after the other, and counts. */
final class Report {
  private static final String FINE = "fine";

  private final OutputFormat format;
  private final PrintWriter out;
  private final Map<Finding.Level, Integer> counts = new EnumMap<>(Finding.Level.class);
  private int fine;

  Report(OutputFormat format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  void add(String check, List<Finding> findings) {
    if (findings.isEmpty()) {
      fine++;
      out.println(format == OutputFormat.json ? json(check, FINE, null) : line(FINE, check));
    }
    for (Finding finding : findings) {
      counts.merge(finding.level(), 1, Integer::sum);
      out.println(format == OutputFormat.json ? json(check, finding.level().word(), finding) : text(check, finding));
    }
  }

  /** Whether nothing counts as an error. */
  boolean isFine(boolean isStrict) {
    return count(Finding.Level.ERROR) == 0 && !(isStrict && count(Finding.Level.WARNING) + count(Finding.Level.SKIPPED) > 0);
  }

  String summary() {
    return "%d error(s), %d warning(s), %d note(s), %d not looked at, %d fine".formatted(count(Finding.Level.ERROR), count(Finding.Level.WARNING),
        count(Finding.Level.NOTE), count(Finding.Level.SKIPPED), fine);
  }

  private int count(Finding.Level level) {
    return counts.getOrDefault(level, 0);
  }

  private static String text(String check, Finding finding) {
    if (finding.level() == Finding.Level.SKIPPED) { // many may have one reason
      return "%s: %s (%s); %s".formatted(line(finding.level().word(), check), finding.what(), Printable.line(finding.where()), finding.help());
    }
    return "%s: %s%n  at    %s%n  then  %s%n  help  %s".formatted(line(finding.level().word(), check), Printable.line(finding.what()), Printable.line(finding.where()),
        finding.then(), finding.help());
  }

  private static String line(String level, String check) {
    return "%-8s %s".formatted(level, check);
  }

  private static String json(String check, String level, @Nullable Finding finding) {
    return JsonLine.of(json -> {
      json.writeStringField("check", check);
      json.writeStringField("level", level);
      if (finding != null) {
        json.writeStringField("what", finding.what());
        json.writeStringField("where", finding.where());
        json.writeStringField("then", finding.then());
        json.writeStringField("help", finding.help());
      }
    });
  }
}
