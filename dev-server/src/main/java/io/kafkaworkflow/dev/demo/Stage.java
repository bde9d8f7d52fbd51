package io.kafkaworkflow.dev.demo;

import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.records.Ledger;
import io.kafkaworkflow.dev.terminal.Style;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Plays threads one after the other, and says which came out right. Used by one thread. */
public final class Stage {
  /** How long one thread may take; generous, because a busy machine is no failure. */
  private static final Duration PLAY_MAX = Duration.ofMinutes(3);
  /** How long after a thread's end its last records may take to be seen; then nothing more may come either. */
  private static final Duration SETTLE_MAX = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofMillis(300);

  private final Clients clients;
  private final Ledger ledger;
  private final Terminal terminal;
  private final BooleanSupplier isStopped;

  public Stage(Clients clients, Ledger ledger, Terminal terminal, BooleanSupplier isStopped) {
    this.clients = clients;
    this.ledger = ledger;
    this.terminal = terminal;
    this.isStopped = isStopped;
  }

  /** Tells whether every play came out right; one that did not does not keep the next from being played. */
  public boolean play(List<Play> plays) throws InterruptedException {
    List<Play> wrong = new ArrayList<>();
    try (KafkaProducer<String, String> producer = clients.producer(Map.of())) {
      for (Play play : plays) {
        if (isStopped.getAsBoolean()) {
          return false;
        }
        terminal.print("");
        terminal.print(terminal.styled(Style.BOLD, play.title()));
        producer.send(new ProducerRecord<>(WorkflowTopic.RESUME.defaultName(), play.threadId(), "new:" + play.argumentJson()));
        if (!comesOutRight(play)) {
          wrong.add(play);
        }
      }
    }
    terminal.print("");
    terminal.print(wrong.isEmpty()
        ? terminal.styled(Style.GREEN, "All " + plays.size() + " outcomes are right.")
        : terminal.styled(Style.RED, wrong.size() + " of " + plays.size() + " outcomes are wrong."));
    return wrong.isEmpty();
  }

  private boolean comesOutRight(Play play) throws InterruptedException {
    if (!await(play)) {
      say(Style.RED, "wrong", play.threadId() + " did not end within " + PLAY_MAX.toSeconds() + " s");
      return false;
    }
    List<String> differences = settled(play);
    if (differences.isEmpty()) {
      say(Style.GREEN, "right", play.threadId() + ": every record there once, nothing else");
      return true;
    }
    differences.forEach(line -> say(Style.RED, "wrong", play.threadId() + ": " + line));
    return false;
  }

  private boolean await(Play play) throws InterruptedException {
    long end = System.nanoTime() + PLAY_MAX.toNanos();
    while (System.nanoTime() < end && !isStopped.getAsBoolean()) {
      if (ledger.await(entry -> isEnd(entry, play), QUIET)) {
        return true;
      }
    }
    return false;
  }

  /** Any end counts, also the wrong one: the differences will tell. */
  private static boolean isEnd(Ledger.Entry entry, Play play) {
    return entry.key().equals(play.threadId())
        && (entry.topic().equals(WorkflowTopic.RESULT.defaultName()) || entry.topic().equals(WorkflowTopic.ERROR.defaultName())
            || entry.topic().equals(WorkflowTopic.DEAD_LETTER.defaultName()));
  }

  private List<String> settled(Play play) throws InterruptedException {
    long end = System.nanoTime() + SETTLE_MAX.toNanos();
    List<String> differences;
    do {
      Thread.sleep(QUIET.toMillis()); // a record too many would come now
      differences = Judge.differences(play, ledger.entries());
    } while (!differences.isEmpty() && System.nanoTime() < end);
    return differences;
  }

  private void say(Style style, String verdict, String text) {
    terminal.print("  " + terminal.styled(style, verdict) + "  " + text);
  }
}
