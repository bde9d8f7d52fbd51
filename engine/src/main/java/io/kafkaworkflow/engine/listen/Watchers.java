package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.engine.config.ListenerSettings;
import io.kafkaworkflow.listener.StepTracer.StepSpan;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** Everybody who watches the steps of one engine: its listeners, and its tracer if it has one. */
public record Watchers(Listeners listeners, Optional<Tracer> tracer) implements AutoCloseable {
  /** Nobody. */
  public static final Watchers NONE = new Watchers(Listeners.NONE, Optional.empty());

  /**
   * Those on the class path.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/listener-broken}, {@code config/traces-invalid}
   */
  public static Watchers discover(ListenerSettings settings) {
    Listeners listeners = Listeners.discover(settings);
    try {
      return new Watchers(listeners, Tracer.discover());
    } catch (RuntimeException e) {
      listeners.close();
      throw e;
    }
  }

  /** Whether there is anybody; otherwise a step need not be told of. */
  public boolean areThere() {
    return tracer.isPresent() || listeners.hearSteps() || listeners.hearStarts();
  }

  /** The span of a step that begins; empty without a tracer. */
  public Optional<StepSpan> begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended) {
    return tracer.map(each -> each.begin(thread, step, suspended));
  }

  /** Gives what watchers missed and broke since the last call, by reason. */
  public void takeLosses(ObjLongConsumer<String> counter) {
    listeners.takeLosses(counter);
    tracer.ifPresent(each -> each.takeLosses(counter));
  }

  /** Only when no step runs any more. */
  @Override
  public void close() {
    listeners.close();
    tracer.ifPresent(Tracer::close);
  }
}
