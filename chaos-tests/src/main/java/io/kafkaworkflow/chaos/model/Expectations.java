package io.kafkaworkflow.chaos.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The end state of a whole run. Filled by {@link Model}, then only read. */
public final class Expectations {
  private final Map<String, Expectation> threads = new LinkedHashMap<>();
  private final List<ExpectedDeadLetter> deadLetters = new ArrayList<>();

  public void add(Expectation thread) {
    if (threads.put(thread.threadId(), thread) != null) {
      throw new IllegalArgumentException("two stories with the thread " + thread.threadId());
    }
  }

  public void add(ExpectedDeadLetter deadLetter) {
    deadLetters.add(deadLetter);
  }

  public Collection<Expectation> threads() {
    return threads.values();
  }

  /** Null when there should be no such thread. */
  public @Nullable Expectation thread(String threadId) {
    return threads.get(threadId);
  }

  public List<ExpectedDeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** Threads that wait on purpose when all is over. */
  public long parked() {
    return threads.values().stream().filter(thread -> thread.end() == End.WAITING).count();
  }
}
