package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.StepExecutor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One executor for each stream thread, shared by all its tasks: a guest context takes milliseconds and megabytes to make, and tasks come
 * and go with every rebalance. Safe for use by several threads; the executors themselves never leave their own.
 */
final class StreamThreadExecutors implements AutoCloseable {
  private final Supplier<StepExecutor> factory;
  private final Map<Thread, StepExecutor> byThread = new HashMap<>();

  StreamThreadExecutors(Supplier<StepExecutor> factory) {
    this.factory = factory;
  }

  /** The calling thread's executor; made when it asks for the first time. */
  synchronized StepExecutor ofThisThread() {
    closeThoseOfDeadThreads();
    return byThread.computeIfAbsent(Thread.currentThread(), thread -> factory.get());
  }

  /** Frees all executors. Only when no stream thread runs any more. */
  @Override
  public synchronized void close() {
    byThread.values().forEach(StepExecutor::close);
    byThread.clear();
  }

  private void closeThoseOfDeadThreads() {
    for (Iterator<Map.Entry<Thread, StepExecutor>> all = byThread.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Thread, StepExecutor> one = all.next();
      if (!one.getKey().isAlive()) {
        one.getValue().close();
        all.remove();
      }
    }
  }
}
