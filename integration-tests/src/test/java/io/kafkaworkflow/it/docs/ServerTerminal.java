package io.kafkaworkflow.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkaworkflow.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The terminal of a command that stays busy. Its lines may come in another order than the page shows, as records of different topics have no
 * common order; but each shown line must come, each once, and no record that the page does not show.
 */
final class ServerTerminal {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Pattern RECORD = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*");

  private final ChildProcess process;
  private final ShownLines shownLines;
  private final List<Integer> seen = new ArrayList<>();

  ServerTerminal(ChildProcess process, ShownLines shownLines) {
    this.process = process;
    this.shownLines = shownLines;
  }

  /** Waits until all lines of {@code block} have come. */
  void awaitLines(PageBlock block) {
    List<String> missing = new ArrayList<>(block.lines().stream().filter(line -> !line.isBlank() && !line.strip().equals("...")).toList());
    await("line " + block.line() + " of the page: its lines in the terminal of the server").atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          missing.removeIf(this::comes);
          assertThat(missing).as("shown, but not among\n%s", process.tail(30)).isEmpty();
        });
  }

  private boolean comes(String shown) {
    List<String> lines = process.output().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!seen.contains(i) && shownLines.fits(shown, lines.get(i))) {
        seen.add(i);
        return true;
      }
    }
    return false;
  }

  /** Ctrl-C, when everything that was written has been shown. */
  void close() {
    assertThat(process.stop()).as("exit code of the server").isZero();
    List<String> lines = process.output().lines().toList();
    List<String> more = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!seen.contains(i) && RECORD.matcher(lines.get(i)).matches()) more.add(lines.get(i));
    }
    assertThat(more).as("records that the page does not show").isEmpty();
  }
}
