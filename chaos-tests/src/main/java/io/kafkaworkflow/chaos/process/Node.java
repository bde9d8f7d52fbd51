package io.kafkaworkflow.chaos.process;

import java.time.Duration;

/**
 * One process of the system, and what can be done to it. Used by one fault at a time. A process that ends although nobody ended it is
 * started again by the cluster, as any supervisor does.
 */
public interface Node {
  /** Such as {@code engine-1}. */
  String name();

  Role role();

  /** SIGKILL; it stays down until {@link #start}. */
  void kill();

  /** SIGTERM, and waits until it has ended; it stays down until {@link #start}. */
  void terminate();

  /** SIGSTOP: it stands still, its connections stay open. */
  void pause();

  /** SIGCONT. */
  void unpause();

  /** Starts it; returns before it is ready. */
  void start();

  /** Waits until it says that it is ready. @throws IllegalStateException it does not within {@code limit} */
  void awaitReady(Duration limit);
}
