package io.kafkaworkflow.listener;

import java.util.Map;

/**
 * A thread before its first step. Only for the time of the call.
 */
public interface StartingThread {

  /** Its context has what it inherited and what listeners before this one added. */
  WorkflowThread thread();

  /** The step that will start it. */
  WorkflowStep step();

  /** What the workflow is called with, JSON text. */
  String argumentJson();

  /**
   * Adds an entry to the thread's context: it is kept with the thread, goes as a header {@code workflow-context-<name>} on everything that the thread sends, and is inherited by the threads
   * that it starts. Workflow code cannot read, change or imitate it.
   *
   * @param name 1 to 64 of lower-case letters, digits, {@code .}, {@code _} and {@code -}
   * @param value any text without half surrogate pairs
   * @throws IllegalArgumentException the name or value cannot be kept, or the context would grow beyond 32 entries or 8,192 bytes of names and values
   * @throws IllegalStateException the name is there already, inherited or added: entries never change; or the call has taken too long and the thread went on
   */
  void addContext(String name, String value);

  /** As {@link #addContext(String, String)} for each. */
  default void addContext(Map<String, String> entries) {
    entries.forEach(this::addContext);
  }
}
