package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.engine.command.Progress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says what became of each dead letter that was meant, and counts. */
final class RedriveReport {
  private final OutputFormat format;
  private final boolean isDryRun;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Progress progress;
  private long sent;
  private long before;
  private long failed;

  RedriveReport(OutputFormat format, boolean isDryRun, PrintWriter out, PrintWriter err) {
    this.format = format;
    this.isDryRun = isDryRun;
    this.out = out;
    this.err = err;
    this.progress = new Progress(err);
  }

  /** @param to {@code topic-partition@offset} of the copy, committed; null in a dry run */
  void sent(Position from, String topic, @Nullable String to) {
    sent++;
    out.println(format == OutputFormat.json ? LetterJson.redriven(from, topic, to) : from + " -> " + Printable.line(to == null ? topic : to));
    progress.done("sent again", sent);
  }

  void sentBefore(Position position) {
    before++;
    err.println(position + ": was sent again before, left alone");
  }

  /** As the other, for one that was not asked for by its position: counted only. */
  void countSentBefore() {
    before++;
  }

  void cannot(Position position, String why) {
    failed++;
    err.println(position + ": cannot be sent again: " + why);
  }

  /** The last line, and the exit code. */
  int end() {
    out.flush();
    progress.close();
    err.println(sent + (isDryRun ? " would be sent again (dry run)" : " sent again") + ", " + before + " sent before, " + failed + " cannot be sent");
    return failed == 0 ? 0 : 1;
  }
}
