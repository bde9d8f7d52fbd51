package io.kafkaworkflow.engine.command;

/** How data is written. */
public enum OutputFormat {
  /** For people. */
  text,
  /** For programs: one JSON object on each line. */
  json
}
