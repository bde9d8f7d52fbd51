package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowListener;
import java.util.function.BiConsumer;

/** What listeners are told when a step is done: one call and its argument. */
public record Telling(Call call, WorkflowEvent event) {

  /** The methods of a listener that wait for nobody. */
  public enum Call {
    SUSPENDED("suspended", WorkflowListener::suspended),
    RESUMED("resumed", WorkflowListener::resumed),
    COMPLETED("completed", WorkflowListener::completed),
    FAILED("failed", WorkflowListener::failed),
    CANCELLED("cancelled", WorkflowListener::cancelled),
    TERMINATED("terminated", WorkflowListener::terminated),
    STATUS_CHANGED("statusChanged", WorkflowListener::statusChanged),
    STEP_STARTED("stepStarted", WorkflowListener::stepStarted),
    STEP_COMPLETED("stepCompleted", WorkflowListener::stepCompleted),
    STEP_FAILED("stepFailed", WorkflowListener::stepFailed),
    STEP_RETRIED("stepRetried", WorkflowListener::stepRetried);

    private final String method;
    private final BiConsumer<WorkflowListener, WorkflowEvent> code;

    Call(String method, BiConsumer<WorkflowListener, WorkflowEvent> code) {
      this.method = method;
      this.code = code;
    }

    String method() {
      return method;
    }
  }

  void to(WorkflowListener listener) {
    call.code.accept(listener, event);
  }
}
