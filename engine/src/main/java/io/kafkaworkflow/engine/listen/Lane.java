package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.engine.config.ListenerSettings;
import io.kafkaworkflow.engine.listen.Losses.Why;
import io.kafkaworkflow.listener.StartingThread;
import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** One listener with what waits to be told to it and the threads that call it. Safe for use by all stream threads. */
final class Lane {
  private final WorkflowListener listener;
  private final long bytesMax;
  private final Losses losses;
  private final boolean hearsSteps;
  private final @Nullable Starter starter;
  private final ExecutorService thread;
  private final AtomicLong bytesWaiting = new AtomicLong();

  Lane(WorkflowListener listener, ListenerSettings settings) {
    this.listener = listener;
    this.bytesMax = settings.queueBytesMax();
    this.losses = new Losses(listener.getClass().getName(), System::nanoTime);
    this.hearsSteps = Arrays.stream(Telling.Call.values()).anyMatch(call -> overrides(call.method(), WorkflowEvent.class));
    this.starter = overrides("started", StartingThread.class) ? new Starter(listener, settings.startTimeLimitMs(), losses) : null;
    this.thread = Executors.newSingleThreadExecutor(task -> daemon(task, "events", listener));
  }

  boolean hearsSteps() {
    return hearsSteps;
  }

  boolean hearsStarts() {
    return starter != null;
  }

  /** @return the context entries that the listener gives to a thread before its first step */
  Map<String, String> starting(StartCall call) {
    return starter == null ? Map.of() : starter.call(call);
  }

  /** Puts it behind what waits; or drops it when too much does. */
  void tell(List<Telling> tellings, long bytes) {
    if (!hearsSteps) {
      return;
    }
    // what is larger than everything that may wait is told when nothing waits
    long waiting = bytesWaiting.getAndUpdate(before -> before > 0 && before + bytes > bytesMax ? before : before + bytes);
    if (waiting > 0 && waiting + bytes > bytesMax) {
      losses.add(Why.DROPPED, null);
      return;
    }
    thread.execute(() -> call(tellings, bytes));
  }

  private void call(List<Telling> tellings, long bytes) {
    for (Telling telling : tellings) {
      try {
        telling.to(listener);
      } catch (Throwable e) {
        losses.add(Why.FAILED, e);
      }
    }
    bytesWaiting.addAndGet(-bytes);
  }

  void takeLosses(ObjLongConsumer<String> counter) {
    losses.take(counter);
  }

  /** Nothing more is told; what waits will be, and then the listener is closed. Does not wait for it. */
  void finish() {
    if (starter != null) {
      starter.close();
    }
    thread.execute(() -> {
      try {
        listener.close();
      } catch (Throwable e) {
        losses.add(Why.FAILED, e);
      }
    });
    thread.shutdown();
  }

  /** @return whether everything was told and the listener closed within the time */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return thread.awaitTermination(nanos, TimeUnit.NANOSECONDS);
  }

  String name() {
    return listener.getClass().getName();
  }

  static Thread daemon(Runnable task, String what, WorkflowListener listener) {
    Thread thread = new Thread(task, "workflow-listener-" + what + "-" + listener.getClass().getSimpleName());
    thread.setDaemon(true);
    return thread;
  }

  private boolean overrides(String method, Class<?> parameter) {
    try {
      return listener.getClass().getMethod(method, parameter).getDeclaringClass() != WorkflowListener.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Expected every listener to have " + method, e);
    }
  }
}
