package io.kafkaworkflow.chaos.client;

import io.kafkaworkflow.chaos.checker.Observed;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How far a run is: which threads have ended, and how many dead letters there are. Written by the observer, read by any. */
public final class Tally {
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final AtomicInteger deadLetters = new AtomicInteger();

  void on(Observed record) {
    if (record.topic().equals(WorkflowTopic.RESULT.defaultName()) || record.topic().equals(WorkflowTopic.ERROR.defaultName())) {
      ended.add(record.key());
    } else if (record.topic().equals(WorkflowTopic.DEAD_LETTER.defaultName())) {
      deadLetters.incrementAndGet();
    }
  }

  public boolean hasEnded(String threadId) {
    return ended.contains(threadId);
  }

  public int ended() {
    return ended.size();
  }

  public int deadLetters() {
    return deadLetters.get();
  }
}
