package io.kafkaworkflow.engine.query;

import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.Locale;
import java.util.Optional;

/** How a thread stands, for people who look for it. */
public enum ThreadState {
  WAITING, COMPLETED, FAILED, CANCELLED, TERMINATED,
  /** It cannot move until something is repaired. */
  PARKED,
  /** What is stored for it cannot be read, and no record has come since. */
  UNREADABLE;

  /** In lower case, as it is written in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ThreadState> named(String text) {
    for (ThreadState state : values()) {
      if (state.text().equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  public static ThreadState of(ThreadStatus status) {
    return valueOf(status.name());
  }
}
