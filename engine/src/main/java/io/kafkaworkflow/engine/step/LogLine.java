package io.kafkaworkflow.engine.step;

/** One line that the workflow's code wrote with {@code console}. */
public record LogLine(Level level, String text) {

  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
