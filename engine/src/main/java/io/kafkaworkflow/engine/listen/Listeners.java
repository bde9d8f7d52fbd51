package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.engine.config.ListenerSettings;
import io.kafkaworkflow.listener.WorkflowListener;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of one engine, in the order of their priorities. Each has threads of its own, made when it is first told something, so that a slow one holds up neither a thread of a workflow nor the
 * others. Used by all stream threads.
 */
public final class Listeners implements AutoCloseable {
  /** Nobody listens. */
  public static final Listeners NONE = new Listeners(List.of());

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  private final List<Lane> lanes;
  private final boolean hearSteps;
  private final boolean hearStarts;

  private Listeners(List<Lane> lanes) {
    this.lanes = lanes;
    this.hearSteps = lanes.stream().anyMatch(Lane::hearsSteps);
    this.hearStarts = lanes.stream().anyMatch(Lane::hearsStarts);
  }

  /**
   * Those on the class path.
   *
   * @throws StartException {@code config/listener-broken}: one cannot be made
   */
  public static Listeners discover(ListenerSettings settings) {
    List<WorkflowListener> found = new ArrayList<>();
    try {
      ServiceLoader.load(WorkflowListener.class).forEach(found::add);
    } catch (ServiceConfigurationError e) {
      throw broken(e);
    }
    if (found.isEmpty()) {
      return NONE;
    }
    Listeners listeners = of(found, settings);
    log.info("listeners: {}", listeners.lanes.stream().map(Lane::name).toList());
    return listeners;
  }

  /** @param listeners in any order; they belong to this object from now on */
  public static Listeners of(List<WorkflowListener> listeners, ListenerSettings settings) {
    record Ranked(int priority, WorkflowListener listener) {}
    return new Listeners(listeners.stream().map(listener -> new Ranked(listener.priority(), listener))
        .sorted(Comparator.comparingInt(Ranked::priority).reversed()).map(ranked -> new Lane(ranked.listener, settings)).toList());
  }

  /** Whether anybody wants to know what steps do; otherwise {@link #tell} need not be called. */
  public boolean hearSteps() {
    return hearSteps;
  }

  /** Whether anybody wants to know of threads before they start; otherwise {@link #starting} need not be called. */
  public boolean hearStarts() {
    return hearStarts;
  }

  /**
   * Tells, one listener after the other, that a thread is about to take its first step. Waits for each, within limits.
   *
   * @return the context entries that they gave it
   */
  public Map<String, String> starting(WorkflowThread thread, WorkflowStep step, String argumentJson) {
    Map<String, String> added = new LinkedHashMap<>();
    WorkflowThread now = thread;
    for (Lane lane : lanes) {
      if (lane.hearsStarts()) {
        Map<String, String> more = lane.starting(new StartCall(now, step, argumentJson));
        if (!more.isEmpty()) {
          added.putAll(more);
          Map<String, String> context = new LinkedHashMap<>(thread.context());
          context.putAll(added);
          now = new WorkflowThread(thread.id(), thread.parent(), thread.cause(), context, thread.trace());
        }
      }
    }
    return added;
  }

  /**
   * Tells what a step did. Waits for nobody.
   *
   * @param bytes about how much memory it is, for the bound of what waits
   */
  public void tell(List<Telling> tellings, long bytes) {
    for (Lane lane : lanes) {
      lane.tell(tellings, bytes);
    }
  }

  /** Gives what listeners missed and broke since the last call, by reason. */
  public void takeLosses(ObjLongConsumer<String> counter) {
    for (Lane lane : lanes) {
      lane.takeLosses(counter);
    }
  }

  /** Lets the listeners hear what they were not told yet and closes them; gives up after five seconds in all. Only when nothing tells any more. */
  @Override
  public void close() {
    lanes.forEach(Lane::finish);
    long deadlineNs = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    try {
      for (Lane lane : lanes) {
        if (!lane.awaitEnd(Math.max(0, deadlineNs - System.nanoTime()))) {
          log.warn("listener {} was not told everything, or did not close, within {} s", lane.name(), CLOSE_TIMEOUT.toSeconds());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static StartException broken(ServiceConfigurationError e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new StartException("config/listener-broken", "a listener or tracer on the class path cannot be made: " + e.getMessage() + " (" + cause + ")",
        "META-INF/services of the class path", "the engine does not start", "repair the jar, or take it off the class path");
  }
}
