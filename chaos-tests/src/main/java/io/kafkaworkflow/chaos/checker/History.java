package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that was seen, in the order in which it was read: within one partition that of the offsets. Written by one thread, read by any. */
public final class History {
  private final List<Observed> records = new ArrayList<>();

  public synchronized void add(Observed record) {
    records.add(record);
  }

  public synchronized List<Observed> records() {
    return List.copyOf(records);
  }

  public synchronized int size() {
    return records.size();
  }

  Stream<Observed> on(WorkflowTopic topic) {
    return records().stream().filter(record -> record.topic().equals(topic.defaultName()));
  }

  /** Results and errors. */
  Stream<Observed> ends() {
    return Stream.concat(on(WorkflowTopic.RESULT), on(WorkflowTopic.ERROR));
  }

  /** What threads sent to topics of their own, and to the scheduler. */
  Stream<Observed> outputs() {
    return records().stream().filter(record -> record.topic().startsWith("chaos-") || record.topic().equals(WorkflowTopic.SCHEDULER.defaultName()));
  }
}
