package io.kafkaworkflow.chaos.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One top-level thread of a run and all that happens to it. {@code workflows/} plays it, {@link Script} says which records it takes,
 * {@code model.Model} says how it ends.
 */
public sealed interface Story {
  /** Of the thread; children have ids of their own below it. */
  String threadId();

  /** A story that starts a thread. */
  sealed interface Started extends Story {
    StartMode start();
  }

  /** Reserve all stops or undo them. At most one answer is no value, so that the end does not depend on who is quicker. */
  record Saga(String threadId, StartMode start, Order order, List<Answer> stops, int timeoutMs) implements Started {
    public enum Order { PARALLEL, SEQUENTIAL }

    public Saga {
      if (stops.stream().filter(stop -> !stop.isValue()).count() > 1) {
        throw new IllegalArgumentException("two stops that fail: which one ends the saga would be chance");
      }
      if (order == Order.SEQUENTIAL && stops.stream().skip(1).anyMatch(stop -> stop.say() == Answer.Say.NOTHING)) {
        throw new IllegalArgumentException("a later stop that stays silent: how far the saga gets before its timeout would be chance");
      }
    }

    /** Index of the stop that does not answer with a value, or -1. */
    public int failing() {
      for (int at = 0; at < stops.size(); at++) {
        if (!stops.get(at).isValue()) return at;
      }
      return -1;
    }

    /** Whether the timeout ends the saga. */
    public boolean isTimedOut() {
      return failing() >= 0 && stops.get(failing()).say() == Answer.Say.NOTHING;
    }
  }

  /**
   * Hear {@code values} under one name.
   *
   * @param between work before each round; with it all messages are sent at once and wait in the mailbox. Null: each is sent when the one before
   *     was heard
   * @param isOneTooMany one more than the thread listens to: a dead letter
   */
  record Loop(String threadId, StartMode start, List<Integer> values, @Nullable Answer between, boolean isOneTooMany) implements Started {
    public boolean isBurst() {
      return between != null;
    }
  }

  /** One child thread for each answer. */
  record Family(String threadId, StartMode start, List<Answer> children, boolean isEnsuredTwice) implements Started {
    public String childId(int number) {
      return threadId + "/" + number;
    }
  }

  /** Sleep, several times. */
  record Clock(String threadId, StartMode start, List<Integer> napsMs) implements Started {}

  /**
   * Wait for what never comes.
   *
   * @param isTerminated ended by a terminate record; otherwise by a cancel record
   * @param isTwice the record that ends the thread is sent again afterwards: a dead letter
   */
  record Waiter(String threadId, StartMode start, boolean isTerminated, boolean isTwice) implements Started {}

  /** Sleep through all faults; woken at the end, or left parked on purpose. */
  record Sleeper(String threadId, StartMode start, String memory, boolean isWoken) implements Started {}

  /** Fail. */
  record Thrower(String threadId, StartMode start, String message, Answer answer) implements Started {}

  /** Cross a limit so many times, and go on. */
  record Stumbler(String threadId, StartMode start, int stumbles) implements Started {}

  /** A message for a thread that never was. */
  record Stray(String threadId) implements Story {}

  /** A record that means nothing, and the reason code that its dead letter must have. */
  record Junk(String threadId, String value, String reason) implements Story {}
}
