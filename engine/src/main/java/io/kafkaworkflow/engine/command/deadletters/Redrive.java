package io.kafkaworkflow.engine.command.deadletters;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Chooses the dead letters that are meant and were not sent again yet. One use each. */
final class Redrive {
  private final LetterTopic topic;
  private final @Nullable RedriveTransactions transactions;
  private final RedriveReport report;
  private final Map<TopicPartition, Long> ends;
  private final Redriven redriven;

  /** @param transactions that have fenced earlier ones; null for a dry run */
  Redrive(LetterTopic topic, @Nullable RedriveTransactions transactions, RedriveReport report) {
    this.topic = topic;
    this.transactions = transactions;
    this.report = report;
    this.ends = topic.ends();
    this.redriven = Redriven.read(topic, ends);
  }

  void at(List<Position> positions) {
    for (Position position : positions) {
      Letter letter = topic.at(position).filter(found -> found.noteOf().isEmpty()).orElse(null);
      if (letter == null) {
        report.cannot(position, "there is no dead letter");
      } else {
        redrive(letter, true);
      }
    }
    finish();
  }

  void matching(LetterFilter filter) {
    for (TopicPartition partition : topic.partitions()) {
      topic.read(partition, filter.sinceEpochMs(), ends, letter -> {
        if (letter.noteOf().isEmpty() && filter.fits(letter)) {
          redrive(letter, false);
        }
        return true;
      });
    }
    finish();
  }

  private void redrive(Letter letter, boolean isNamed) {
    Position position = letter.position();
    String obstacle = letter.obstacle().orElse(null);
    if (redriven.contains(position)) {
      if (isNamed) {
        report.sentBefore(position);
      } else {
        report.countSentBefore();
      }
    } else if (obstacle != null) {
      report.cannot(position, obstacle);
    } else if (transactions == null) {
      report.sent(position, letter.originalTopic().orElseThrow(), null);
    } else {
      transactions.send(letter);
    }
  }

  private void finish() {
    if (transactions != null) {
      transactions.commit();
    }
  }
}
