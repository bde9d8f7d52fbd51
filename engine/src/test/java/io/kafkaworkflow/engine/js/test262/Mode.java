package io.kafkaworkflow.engine.js.test262;

/** How a case is played; each needs the ones before it to pass. */
enum Mode {
  /** The case as it is, in the engine's sandbox. */
  NATIVE,
  /** Compiled, as one step of a thread. */
  COMPILED,
  /** Compiled, every microtask a step: the Java codec saves the thread and reads it in the other of two realms. */
  RELOADED
}
