package io.kafkaworkflow.engine.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an input function made of a record, or {@link StepResult.Refused}: nothing is sent, and the record goes to the dead letters. */
public sealed interface InputResult permits InputResult.Understood, StepResult.Refused {

  /** Lines that the function wrote, in order. */
  List<LogLine> log();

  /** Send {@code records} to the resume topic in order; there may be none. */
  record Understood(List<Resume> records, List<LogLine> log) implements InputResult {}

  /**
   * A record for the resume topic.
   *
   * @param threadId its key
   * @param value as docs/protocol.md has it
   * @param idempotencyKey for a header; null: none
   */
  record Resume(String threadId, String value, @Nullable String idempotencyKey) {}
}
