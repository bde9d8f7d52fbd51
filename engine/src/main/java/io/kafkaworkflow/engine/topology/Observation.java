package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.listen.Telling;
import io.kafkaworkflow.engine.listen.Telling.Call;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.listener.StepTracer.StepSpan;
import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowEvent.Failure;
import io.kafkaworkflow.listener.WorkflowStatus;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowStep.Kind;
import io.kafkaworkflow.listener.WorkflowThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step as those see it who watch. Exactly one of its ends is called, once.
 *
 * @param kept what is to be kept with the thread: with the step's own trace, and the context entries of listeners
 */
record Observation(Observers observers, WorkflowThread thread, WorkflowStep step, String inputJson, KeptHeaders kept, Optional<StepSpan> span) {
  /** Bytes, about, of what is told of a step, without its payloads. */
  private static final int BYTES_OF_EVENTS = 2_000;

  /** The step was undone; of what it did nothing is left. */
  void undone(Refusal refusal) {
    Optional<WorkflowStatus> status = isStart() ? Optional.empty() : Optional.of(WorkflowStatus.WAITING);
    span.ifPresent(each -> each.end(thread, status, Optional.of(refusal.code())));
    if (observers.watchers().listeners().hearSteps()) {
      Optional<Failure> failure = Optional.of(new Failure(refusal.code(), refusal.what()));
      List<Telling> tellings = begun();
      // an undone start leaves no thread, and no status fits that: it never came further than running
      tellings.add(new Telling(Call.STEP_FAILED, event(status, status.orElse(WorkflowStatus.RUNNING), List.of(), Optional.empty(), failure)));
      tell(tellings, refusal.what().length());
    }
    takeLosses();
  }

  /** The step stands. */
  void done(ContinuationHeader after, StepResult result) {
    if (result instanceof StepResult.Completed completed) {
      end(after, Optional.of(completed.resultJson()), Optional.empty());
    } else if (result instanceof StepResult.Failed failed) {
      end(after, Optional.empty(), Optional.of(new Failure(failed.failure().name(), failed.failure().message())));
    } else {
      end(after, Optional.empty(), Optional.empty());
    }
  }

  /** The thread was ended from outside. */
  void terminated(ContinuationHeader after, String reason) {
    end(after, Optional.empty(), Optional.of(new Failure("Terminated", reason)));
  }

  private void end(ContinuationHeader after, Optional<String> resultJson, Optional<Failure> failure) {
    WorkflowStatus status = status(after.status());
    // only what failed is an error to a trace; a cancelled thread did what it was told
    span.ifPresent(each -> each.end(thread, Optional.of(status), status == WorkflowStatus.FAILED ? failure.map(Failure::name) : Optional.empty()));
    if (observers.watchers().listeners().hearSteps()) {
      List<String> refs = after.openRefs().stream().map(OpenRef::id).toList();
      List<Telling> tellings = step.kind() == Kind.TERMINATE ? new ArrayList<>() : begunAndMoving();
      Optional<WorkflowStatus> before = Optional.of(step.kind() == Kind.TERMINATE ? WorkflowStatus.WAITING : WorkflowStatus.RUNNING);
      WorkflowEvent event = event(before, status, refs, resultJson, failure);
      if (step.kind() != Kind.TERMINATE) {
        tellings.add(new Telling(Call.STEP_COMPLETED, event));
      }
      tellings.add(new Telling(Call.STATUS_CHANGED, event));
      tellings.add(new Telling(call(status), event));
      tell(tellings, resultJson.map(String::length).orElse(0) + failure.map(each -> each.message().length()).orElse(0));
    }
    takeLosses();
  }

  private List<Telling> begunAndMoving() {
    List<Telling> tellings = new ArrayList<>();
    WorkflowEvent event = event(isStart() ? Optional.empty() : Optional.of(WorkflowStatus.WAITING), WorkflowStatus.RUNNING, List.of(), Optional.empty(), Optional.empty());
    tellings.add(new Telling(Call.STATUS_CHANGED, event));
    if (!isStart()) {
      tellings.add(new Telling(Call.RESUMED, event));
    }
    tellings.addAll(begun());
    return tellings;
  }

  private List<Telling> begun() {
    List<Telling> tellings = new ArrayList<>();
    Optional<WorkflowStatus> before = isStart() ? Optional.empty() : Optional.of(WorkflowStatus.WAITING);
    WorkflowEvent event = event(before, WorkflowStatus.RUNNING, List.of(), Optional.empty(), Optional.empty());
    if (step.retryOf().isPresent()) {
      tellings.add(new Telling(Call.STEP_RETRIED, event));
    }
    tellings.add(new Telling(Call.STEP_STARTED, event));
    return tellings;
  }

  private WorkflowEvent event(
      Optional<WorkflowStatus> before, WorkflowStatus status, List<String> openRefs, Optional<String> resultJson, Optional<Failure> failure) {
    return new WorkflowEvent(thread, step, before, status, openRefs, inputJson, resultJson, failure);
  }

  private void tell(List<Telling> tellings, long payloadChars) {
    observers.watchers().listeners().tell(List.copyOf(tellings), BYTES_OF_EVENTS + 2 * (inputJson.length() + payloadChars));
  }

  private void takeLosses() {
    observers.watchers().takeLosses(observers.metrics()::listenerLosses);
  }

  private boolean isStart() {
    return step.kind() == Kind.START;
  }

  private static Call call(WorkflowStatus status) {
    return switch (status) {
      case WAITING -> Call.SUSPENDED;
      case COMPLETED -> Call.COMPLETED;
      case FAILED -> Call.FAILED;
      case CANCELLED -> Call.CANCELLED;
      case TERMINATED -> Call.TERMINATED;
      case RUNNING -> throw new IllegalArgumentException("Expected a thread between two steps, but it runs");
    };
  }

  private static WorkflowStatus status(ThreadStatus status) {
    return switch (status) {
      case WAITING -> WorkflowStatus.WAITING;
      case COMPLETED -> WorkflowStatus.COMPLETED;
      case FAILED -> WorkflowStatus.FAILED;
      case CANCELLED -> WorkflowStatus.CANCELLED;
      case TERMINATED -> WorkflowStatus.TERMINATED;
    };
  }
}
