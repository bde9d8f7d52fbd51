package io.kafkaworkflow.chaos.model;

import io.kafkaworkflow.protocol.LifecycleEvent;
import java.util.Locale;

/** How a thread stands when a run is over. */
public enum End {
  COMPLETED, FAILED, CANCELLED, TERMINATED,
  /** It still waits, as it should: parked on purpose. */
  WAITING;

  /** The {@code workflow-reason} of its error record; of the others, what their event is called. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The event of this end. @throws IllegalArgumentException the thread has not ended */
  public LifecycleEvent.Kind event() {
    return LifecycleEvent.Kind.valueOf(name());
  }
}
