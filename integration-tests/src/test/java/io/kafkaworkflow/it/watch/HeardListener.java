package io.kafkaworkflow.it.watch;

import io.kafkaworkflow.listener.StartingThread;
import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowListener;

/** Goes into a jar beside engine.jar; the engine's own process runs it. Says on standard output what it hears. */
public final class HeardListener implements WorkflowListener {
  @Override
  public void started(StartingThread thread) {
    if (thread.thread().parent().isEmpty()) {
      thread.addContext("root", thread.thread().id());
    }
  }

  @Override
  public void completed(WorkflowEvent event) {
    System.out.println("heard completed " + event.thread().id() + " of " + event.thread().context().get("root") + " started by "
        + event.thread().parent().orElse("nobody") + ": " + event.resultJson().orElseThrow());
  }

  @Override
  public void close() {
    System.out.println("heard close");
  }
}
