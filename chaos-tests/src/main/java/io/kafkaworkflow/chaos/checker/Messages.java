package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.Expectations;
import java.util.List;

/**
 * No thread is given a message of another, and no await what was meant for a different one: every message says for whom and for what it
 * is, and a thread that hears something else fails with a text of its own ({@code workflows/speak.ts}).
 *
 * <p>{@code strayed-message}.
 */
final class Messages implements Checker {
  private static final String COMPLAINT = "heard what was meant for another";

  @Override
  public String promise() {
    return "no thread and no await is given what was meant for another";
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    return history.ends().filter(end -> String.valueOf(end.value()).contains(COMPLAINT))
        .map(end -> new Anomaly("strayed-message", end.key(), end.value() + " at " + end.place())).toList();
  }
}
