package io.kafkaworkflow.engine.topology;

import java.util.Locale;

/** Why a record has no effect although nothing is wrong with it. Counted, not kept. */
enum Ignored {
  /** A start with the idempotency key of the running or retained thread. */
  SAME_START,
  /** An {@code init:} for a thread that is running. */
  ALREADY_RUNNING,
  /** The ref was made by {@code ref()} in this thread and is settled or cancelled (1-07, 1-42). */
  SPENT_REF,
  /** The ref was made by {@code ref()} in an earlier thread with the same id. */
  EARLIER_THREAD;

  /** The value of the metric's tag {@code reason}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
