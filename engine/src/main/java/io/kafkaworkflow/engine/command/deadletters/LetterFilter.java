package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.Since.Converter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant; every option narrows. */
final class LetterFilter {

  @Option(names = {"-t", "--thread"}, paramLabel = "ID", description = "of this thread: the record key is the thread id")
  private @Nullable String thread;

  @Option(names = {"-r", "--reason"}, paramLabel = "CODE", description = "with this code, or with the codes of an area: step/. Can be given several times")
  private List<String> reasons = List.of();

  @Option(names = {"-s", "--since"}, paramLabel = "TIME", converter = Converter.class,
      description = "whose original was sent since then: 90s, 30m, 2h, 7d ago, or 2026-11-21T04:00:00Z")
  private @Nullable Instant since;

  @Option(names = {"-T", "--topic"}, paramLabel = "TOPIC", description = "whose original came on this topic")
  private @Nullable String topic;

  boolean isGiven() {
    return thread != null || !reasons.isEmpty() || since != null || topic != null;
  }

  /** Epoch milliseconds before which nothing is meant; 0 without a limit. */
  long sinceEpochMs() {
    return since == null ? 0 : Math.max(0, since.toEpochMilli());
  }

  boolean fits(Letter letter) {
    return (thread == null || letter.isOfKey(thread))
        && (reasons.isEmpty() || reasons.stream().anyMatch(wanted -> fits(letter.reason().orElse(""), wanted)))
        && letter.record().timestamp() >= sinceEpochMs()
        && (topic == null || letter.originalTopic().filter(topic::equals).isPresent());
  }

  private static boolean fits(String code, String wanted) {
    return wanted.endsWith("/") ? code.startsWith(wanted) : code.equals(wanted);
  }
}
