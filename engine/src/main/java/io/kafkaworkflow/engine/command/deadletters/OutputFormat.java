package io.kafkaworkflow.engine.command.deadletters;

/** How data is written. */
enum OutputFormat {
  /** For people. */
  text,
  /** For programs: one JSON object on each line. */
  json
}
