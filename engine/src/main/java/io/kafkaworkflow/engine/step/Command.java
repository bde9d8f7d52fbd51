package io.kafkaworkflow.engine.step;

/** What a record asks for, once the topology has found that JavaScript must run for it. */
public sealed interface Command {

  /** Starts a thread. {@code argumentJson} is the JSON text after {@code new:} or {@code init:}. */
  record Start(String argumentJson) implements Command {}

  /** Settles the open ref {@code ref}. {@code recordJson} is the whole value: {@code {"ref":..., "value" or "error":...}}. */
  record Settle(String ref, String recordJson) implements Command {}

  /** Cancels the thread: its open awaits throw. {@code reasonJson} is JSON text. */
  record Cancel(String reasonJson) implements Command {}

  /** Asks the current bundle's input function what a record of a domain topic means. There is no thread. */
  record Translate(InputRecord record) implements Command {}
}
