package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.engine.step.ContextEntries;
import io.kafkaworkflow.listener.StartingThread;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call of a listener's {@code started}, shared by the listener's thread and the stream thread that waits for it. */
final class StartCall implements StartingThread {
  private final WorkflowThread thread;
  private final WorkflowStep step;
  private final String argumentJson;
  private final Map<String, String> added = new LinkedHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean isOver;

  StartCall(WorkflowThread thread, WorkflowStep step, String argumentJson) {
    this.thread = thread;
    this.step = step;
    this.argumentJson = argumentJson;
  }

  @Override
  public WorkflowThread thread() {
    return thread;
  }

  @Override
  public WorkflowStep step() {
    return step;
  }

  @Override
  public String argumentJson() {
    return argumentJson;
  }

  @Override
  public synchronized void addContext(String name, String value) {
    if (isOver) {
      throw new IllegalStateException("Expected a call that the thread still waits for, but thread " + thread.id() + " has gone on");
    }
    if (thread.context().containsKey(name) || added.containsKey(name)) {
      throw new IllegalStateException("Expected a new context entry, but thread " + thread.id() + " has " + name + " already; entries never change");
    }
    Map<String, String> all = new LinkedHashMap<>(thread.context());
    all.putAll(added);
    all.put(name, value);
    Optional<String> problem = ContextEntries.problem(all);
    if (problem.isPresent()) {
      throw new IllegalArgumentException("Expected context that can be kept, but " + problem.get());
    }
    added.put(name, value);
  }

  /** By the listener's thread, whatever became of the call. */
  void end() {
    ended.countDown();
  }

  /** @return whether the call ended within the time */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** What was added; from now on nothing more can be. */
  synchronized Map<String, String> close() {
    isOver = true;
    return added;
  }
}
