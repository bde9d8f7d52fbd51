package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.engine.listen.Losses.Why;
import io.kafkaworkflow.listener.StepTracer;
import io.kafkaworkflow.listener.StepTracer.StepSpan;
import io.kafkaworkflow.listener.WorkflowStatus;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import io.kafkaworkflow.start.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.ObjLongConsumer;

/** The step tracer of one engine, such that nothing it throws reaches a step. Used by all stream threads. */
public final class Tracer implements AutoCloseable {
  private static final StepSpan NO_SPAN = new StepSpan() {
    @Override
    public Map<String, String> trace() {
      return Map.of();
    }

    @Override
    public void end(WorkflowThread thread, Optional<WorkflowStatus> status, Optional<String> errorName) {
      // there is nothing to end
    }
  };

  private final StepTracer tracer;
  private final Losses losses;

  private Tracer(StepTracer tracer) {
    this.tracer = tracer;
    this.losses = new Losses(tracer.getClass().getName(), System::nanoTime);
  }

  /** @param tracer belongs to this object from now on */
  public static Tracer of(StepTracer tracer) {
    return new Tracer(tracer);
  }

  /**
   * The one on the class path that is configured; empty when none is.
   *
   * @throws StartException {@code config/listener-broken}: a provider cannot be made; {@code config/traces-invalid}: one is configured wrongly, or several are
   */
  public static Optional<Tracer> discover() {
    List<StepTracer> open = new ArrayList<>();
    try {
      for (StepTracer.Provider provider : ServiceLoader.load(StepTracer.Provider.class)) {
        provider.open().ifPresent(open::add);
      }
    } catch (ServiceConfigurationError e) {
      open.forEach(StepTracer::close);
      throw Listeners.broken(e);
    } catch (IllegalArgumentException e) {
      open.forEach(StepTracer::close);
      throw invalid(String.valueOf(e.getMessage()), "correct the variable; docs/traces.md has those that matter");
    }
    if (open.size() > 1) {
      open.forEach(StepTracer::close);
      throw invalid("expected one tracer, but found " + open.stream().map(each -> each.getClass().getName()).toList(), "take all but one off the class path");
    }
    return open.stream().findFirst().map(Tracer::new);
  }

  StepSpan begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended) {
    try {
      return new SafeSpan(tracer.begin(thread, step, suspended));
    } catch (RuntimeException e) {
      losses.add(Why.FAILED, e);
      return NO_SPAN;
    }
  }

  void takeLosses(ObjLongConsumer<String> counter) {
    losses.take(counter);
  }

  @Override
  public void close() {
    try {
      tracer.close();
    } catch (RuntimeException e) {
      losses.add(Why.FAILED, e);
    }
  }

  private final class SafeSpan implements StepSpan {
    private final StepSpan span;

    SafeSpan(StepSpan span) {
      this.span = span;
    }

    @Override
    public Map<String, String> trace() {
      try {
        return span.trace();
      } catch (RuntimeException e) {
        losses.add(Why.FAILED, e);
        return Map.of();
      }
    }

    @Override
    public void end(WorkflowThread thread, Optional<WorkflowStatus> status, Optional<String> errorName) {
      try {
        span.end(thread, status, errorName);
      } catch (RuntimeException e) {
        losses.add(Why.FAILED, e);
      }
    }
  }

  private static StartException invalid(String what, String help) {
    return new StartException("config/traces-invalid", what, "the environment, or the system properties", "the engine does not start", help);
  }
}
